using System.Data.Common;
using Auth.Storage.EfCore;
using Npgsql;

namespace Auth.Storage.PostgreSql;

/// <summary>Inserts any number of tokens by one statement: an array for each column. A client that is gone breaks the foreign key, and nothing is stored.</summary>
internal sealed class TokenArrays : ITokenInsert
{
    private const string Text = """
        INSERT INTO "AuthTokens" ("Hash", "ClientId", "Scopes", "IssuedAt", "ExpiresAt", "Audience", "KeyThumbprint", "Subject", "AuthorizationId")
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public bool IsOneStatement => true;

    public async Task ExecuteAsync(DbCommand command, IReadOnlyList<TokenRow> rows)
    {
        command.CommandText = Text;
        command.Parameters.Clear();
        Add(command, rows, static row => row.Hash);
        Add(command, rows, static row => row.ClientId);
        Add(command, rows, static row => row.Scopes);
        Add(command, rows, static row => row.IssuedAt.UtcTicks);
        Add(command, rows, static row => row.ExpiresAt?.UtcTicks);
        Add(command, rows, static row => row.Audience);
        Add(command, rows, static row => row.KeyThumbprint);
        Add(command, rows, static row => row.Subject);
        Add(command, rows, static row => row.AuthorizationId);
        await command.ExecuteNonQueryAsync();
    }

    private static void Add<T>(DbCommand command, IReadOnlyList<TokenRow> rows, Func<TokenRow, T> column)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column(rows[i]);
        }

        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values });
    }
}
