using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Auth.Storage.EfCore;

/// <summary>Inserts tokens one by one, each if its client is there; written once from the model, in the words of whatever database it is.</summary>
internal sealed class TokenStatement : ITokenInsert
{
    private readonly string _text;
    private readonly Column[] _columns;

    private TokenStatement(string text, Column[] columns) => (_text, _columns) = (text, columns);

    public bool IsOneStatement => false;

    public static TokenStatement For(DbContext context)
    {
        var names = new SqlNames(context);
        var columns = names.Properties<TokenRow>().Select((property, i) => new Column($"@p{i}", property)).ToArray();
        var owner = columns.Single(column => column.Property.Name == nameof(TokenRow.ClientId));
        var text =
            $"INSERT INTO {names.Table<TokenRow>()} "
            + $"({string.Join(", ", columns.Select(column => names.Column<TokenRow>(column.Property.Name)))}) "
            + $"SELECT {string.Join(", ", columns.Select(column => column.Parameter))} WHERE EXISTS "
            + $"(SELECT 1 FROM {names.Table<ClientRow>()} WHERE {names.Column<ClientRow>(nameof(ClientRow.Id))} = {owner.Parameter})";
        return new TokenStatement(text, columns);
    }

    public async Task ExecuteAsync(DbCommand command, IReadOnlyList<TokenRow> rows)
    {
        foreach (var row in rows)
        {
            Bind(command, row);
            if (await command.ExecuteNonQueryAsync() == 0)
            {
                throw new InvalidOperationException("The client does not exist; nothing was stored.");
            }
        }
    }

    /// <summary>Puts a row into a command; the first time, the text and the parameters too.</summary>
    private void Bind(DbCommand command, TokenRow row)
    {
        if (command.Parameters.Count == 0)
        {
            command.CommandText = _text;
            foreach (var column in _columns)
            {
                command.Parameters.Add(column.CreateParameter(command, row));
            }

            return;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            command.Parameters[i].Value = _columns[i].ValueOf(row) ?? DBNull.Value;
        }
    }

    /// <summary>A column of the table.</summary>
    private sealed class Column(string parameter, IProperty property)
    {
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();

        public string Parameter { get; } = parameter;

        public IProperty Property { get; } = property;

        public DbParameter CreateParameter(DbCommand command, TokenRow row) =>
            _mapping.CreateParameter(command, Parameter, Property.GetGetter().GetClrValue(row), Property.IsNullable);

        /// <summary>The value as the database keeps it.</summary>
        public object? ValueOf(TokenRow row)
        {
            var value = Property.GetGetter().GetClrValue(row);
            return value is null || _mapping.Converter is null ? value : _mapping.Converter.ConvertToProvider(value);
        }
    }
}
