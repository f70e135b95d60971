using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Auth.Storage.EfCore;

/// <summary>Inserts a token if its client is there; written once from the model, in the words of whatever database it is.</summary>
internal sealed class TokenStatement
{
    private readonly string _text;
    private readonly Column[] _columns;

    private TokenStatement(string text, Column[] columns) => (_text, _columns) = (text, columns);

    public static TokenStatement For(DbContext context)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var tokens = context.Model.FindEntityType(typeof(TokenRow))!;
        var clients = context.Model.FindEntityType(typeof(ClientRow))!;
        var table = StoreObjectIdentifier.Create(tokens, StoreObjectType.Table)!.Value;
        var clientTable = StoreObjectIdentifier.Create(clients, StoreObjectType.Table)!.Value;
        var columns = tokens.GetProperties().Select((property, i) => new Column($"@p{i}", property)).ToArray();
        var names = columns.Select(column => sql.DelimitIdentifier(column.Property.GetColumnName(table)!));
        var clientId = clients.FindProperty(nameof(ClientRow.Id))!.GetColumnName(clientTable)!;
        var owner = columns.Single(column => column.Property.Name == nameof(TokenRow.ClientId));
        var text =
            $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", names)}) "
            + $"SELECT {string.Join(", ", columns.Select(column => column.Parameter))} WHERE EXISTS "
            + $"(SELECT 1 FROM {sql.DelimitIdentifier(clientTable.Name, clientTable.Schema)} WHERE {sql.DelimitIdentifier(clientId)} = {owner.Parameter})";
        return new TokenStatement(text, columns);
    }

    /// <summary>Puts a row into a command; the first time, the text and the parameters too.</summary>
    public void Bind(DbCommand command, TokenRow row)
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
