using Auth.Storage.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Auth.Storage.PostgreSql;

/// <summary>Every node cleans up, at any time, beside whatever else happens.</summary>
public sealed class CleanUpTests : IAsyncLifetime
{
    private StoreSet _stores = null!;
    private NpgsqlDataSource _source = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await PostgreSqlStores.NewDatabaseAsync();
        _source = NpgsqlDataSource.Create(database);
        _stores = await Doubles.ProviderStores.OpenAsync(PostgreSqlStores.Services(database));
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.Cleanup();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task A_row_that_somebody_else_holds_is_passed_over()
    {
        var client = await AddTokensAsync(5);
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "SELECT * FROM \"AuthTokens\" ORDER BY \"ExpiresAt\" LIMIT 2 FOR UPDATE");

        var removed = await _stores
            .Tokens.RemoveExpiredAsync(Some.Now.AddDays(1), 10, default)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(4));

        removed.ShouldBe(3);
        await transaction.RollbackAsync();
        (await _stores.Tokens.RemoveExpiredAsync(Some.Now.AddDays(1), 10, default)).ShouldBe(2);
        (await _stores.Tokens.CountLiveAsync(client, Some.Now, default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_is_never_larger_than_asked()
    {
        await AddTokensAsync(30);

        (await _stores.Tokens.RemoveExpiredAsync(Some.Now.AddDays(1), 7, default)).ShouldBe(7);
    }

    [Fact]
    public async Task Several_nodes_clean_up_at_once_and_each_row_is_removed_once()
    {
        await ExecuteAsync(
            """
            INSERT INTO "AuthClients" ("Id", "Name", "NormalizedName", "Tier", "Limits", "Verified", "Disabled", "Scopes", "GrantTypes",
                "Secrets", "RedirectUris", "AuthenticationMethod", "RequiresDPoP", "IsResourceServer", "CreatedAt", "Version")
            VALUES ('many', '', '', '', '{}', true, false, '[]', '[]', '[]', '[]', '', false, false, 1, 1);
            INSERT INTO "AuthTokens" ("Hash", "ClientId", "Scopes", "IssuedAt", "ExpiresAt")
            SELECT sha256(n::text::bytea), 'many', '[]', 1, n % 97 FROM generate_series(1, 20000) n
            """
        );

        var removed = 0;
        await Race.RunAsync(
            6,
            async _ =>
            {
                for (var empty = 0; empty < 3; )
                {
                    var count = await _stores.Tokens.RemoveExpiredAsync(Some.Now, 500, default);
                    Interlocked.Add(ref removed, count);
                    empty = count == 0 ? empty + 1 : 0;
                }
            }
        );

        removed.ShouldBe(20_000);
    }

    private async Task<string> AddTokensAsync(int count)
    {
        var client = Some.Client();
        await _stores.Clients.AddAsync(client, null, Some.Now, default);
        for (var token = 0; token < count; token++)
        {
            await _stores.Tokens.AddAsync(
                Some.Token(client.Id) with
                {
                    ExpiresAt = Some.Now.AddSeconds(token + 1),
                },
                default
            );
        }

        return client.Id;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
