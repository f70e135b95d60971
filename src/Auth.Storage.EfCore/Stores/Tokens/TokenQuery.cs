using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Auth.Storage.EfCore;

/// <summary>Finds a token by one prepared statement that also says which version its client has: the client itself is read only when it changed.</summary>
internal sealed class TokenQuery<TContext>
    where TContext : DbContext
{
    private readonly PreparedCommands<TContext> _commands;
    private readonly ClientVersions _clients;

    public TokenQuery(AuthDatabase<TContext> database, ClientVersions clients)
    {
        _commands = database.Keep(new PreparedCommands<TContext>(database, Prepare));
        _clients = clients;
    }

    /// <summary>Finds a token whose client is known.</summary>
    /// <returns>Whether the answer stands, and the answer; it does not stand when the client has to be read too.</returns>
    public ValueTask<(bool Stands, TokenLookup? Lookup)> FindAsync(
        TokenHash hash,
        CancellationToken cancellationToken
    ) =>
        _commands.RunAsync(
            (_, command) =>
            {
                command.Parameters[0].Value = hash.ToArray();
                return ReadAsync(command, hash, cancellationToken);
            },
            cancellationToken
        );

    private async ValueTask<(bool Stands, TokenLookup? Lookup)> ReadAsync(
        DbCommand command,
        TokenHash hash,
        CancellationToken cancellationToken
    )
    {
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return (true, null);
        }

        if (_clients.Find(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)) is not { } client)
        {
            return (false, null);
        }

        var token = new AccessToken(
            hash,
            client.Client.Id,
            client.Scopes(reader.GetString(3)),
            Time(reader, 4)!.Value,
            Time(reader, 5)
        )
        {
            Audience = Text(reader, 6) is { } audience ? [.. StorageJson.ReadWords(audience)] : [],
            KeyThumbprint = Text(reader, 7),
            Subject = Text(reader, 8),
            AuthorizationId = Text(reader, 9),
        };
        return (true, new TokenLookup(token, client.Client));
    }

    private static void Prepare(TContext db, DbCommand command)
    {
        var names = new SqlNames(db);
        IEnumerable<string> columns =
        [
            "c." + names.Column<ClientRow>(nameof(ClientRow.Id)),
            "c." + names.Column<ClientRow>(nameof(ClientRow.Version)),
            "c." + names.Column<ClientRow>(nameof(ClientRow.CreatedAt)),
            .. new[]
            {
                nameof(TokenRow.Scopes),
                nameof(TokenRow.IssuedAt),
                nameof(TokenRow.ExpiresAt),
                nameof(TokenRow.Audience),
                nameof(TokenRow.KeyThumbprint),
                nameof(TokenRow.Subject),
                nameof(TokenRow.AuthorizationId),
            }.Select(property => "t." + names.Column<TokenRow>(property)),
        ];
        command.CommandText =
            $"SELECT {string.Join(", ", columns)} FROM {names.Table<TokenRow>()} AS t "
            + $"INNER JOIN {names.Table<ClientRow>()} AS c "
            + $"ON c.{names.Column<ClientRow>(nameof(ClientRow.Id))} = t.{names.Column<TokenRow>(nameof(TokenRow.ClientId))} "
            + $"WHERE t.{names.Column<TokenRow>(nameof(TokenRow.Hash))} = @hash";
        var hash = names.Properties<TokenRow>().Single(property => property.Name == nameof(TokenRow.Hash));
        command.Parameters.Add(
            hash.GetRelationalTypeMapping().CreateParameter(command, "@hash", new byte[TokenHash.Size], nullable: false)
        );
    }

    private static string? Text(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    private static DateTimeOffset? Time(DbDataReader reader, int at) =>
        reader.IsDBNull(at) ? null : new DateTimeOffset(reader.GetInt64(at), TimeSpan.Zero);
}
