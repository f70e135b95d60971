using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Auth.Storage.Sqlite;

/// <summary>Every statement finds its rows by an index, however large the tables grow.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CommandRecorder _recorder = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task No_statement_scans_a_table_or_sorts()
    {
        var file = _directory.File("auth.db");
        var services = SqliteStores.Services(file, options => options.AddInterceptors(_recorder));
        var stores = await ProviderStores.OpenAsync(services);
        await UseEverythingAsync(stores);

        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        var statements = _recorder
            .Commands.Where(command => command.Text.Contains("\"Auth", StringComparison.Ordinal))
            .Where(command => !command.Text.StartsWith("CREATE", StringComparison.Ordinal))
            .Where(command => !command.Text.StartsWith("ALTER", StringComparison.Ordinal))
            .Where(command => !command.Text.StartsWith("DROP", StringComparison.Ordinal))
            .DistinctBy(command => command.Text)
            .ToList();
        statements.Count.ShouldBeGreaterThan(25);
        foreach (var statement in statements)
        {
            var plan = Plan(connection, statement);
            if (!IsFirstPage(statement))
            {
                plan.Replace("SCAN CONSTANT ROW", "", StringComparison.Ordinal)
                    .ShouldNotContain("SCAN ", Case.Sensitive, $"{statement.Text}\n{plan}");
            }

            plan.ShouldNotContain("TEMP B-TREE FOR ORDER BY", customMessage: $"{statement.Text}\n{plan}");
        }

        await connection.CloseAsync();
        await stores.Cleanup();
    }

    /// <summary>All calls but the searches by name, the count of the outbox and the busiest clients: their cost is what they look at by nature.</summary>
    private static async Task UseEverythingAsync(StoreSet stores)
    {
        var client = Some.Client("name");
        var other = Some.Client();
        await stores.Clients.AddAsync(client, Some.Mail(client.Id), Some.Now, default);
        await stores.Clients.AddAsync(other, null, Some.Now, default);
        await stores.Clients.AddAsync(Some.Client("lapsing", Some.Now), null, Some.Now, default);
        await stores.Clients.AddAsync(Some.Client("lapsing", Some.Now), null, Some.Now, default);
        await stores.Clients.FindAsync(client.Id, default);
        await stores.Clients.TryUpdateAsync(client, default);
        await stores.Clients.PageAsync(Some.All(limit: 1), default);
        await stores.Clients.PageAsync(Some.All(client.Id, limit: 1), default);
        var token = Some.Token(client.Id);
        await stores.Tokens.AddAsync(token, default);
        await stores.Tokens.FindAsync(token.Hash, default);
        await stores.Tokens.CountLiveAsync(client.Id, Some.Now, default);
        await stores.Tokens.ListAsync("ada", Some.Now, 10, default);
        await stores.Tokens.TrimAsync(client.Id, "ada", 1, default);
        await stores.Tokens.RevokeByAuthorizationAsync("approval", client.Id, default);
        await stores.Tokens.RevokeBySubjectAsync("ada", client.Id, default);
        await stores.Clients.PageAsync(Some.All() with { Owner = "ada" }, default);
        await stores.Tokens.RevokeAsync(token.Hash, client.Id, default);
        await stores.Tokens.RevokeAllAsync(client.Id, default);
        await stores.Tokens.RemoveExpiredAsync(Some.Now, 10, default);
        var grant = Some.Grant(client.Id);
        await stores.Grants.AddAsync(grant, default);
        await stores.Grants.TakeAsync(grant.Hash, grant.Kind, Some.Now, default);
        await stores.Grants.ListAsync("ada", grant.Kind, Some.Now, 10, default);
        await stores.Grants.RemoveByAuthorizationAsync("approval", default);
        await stores.Grants.RemoveBySubjectAsync("ada", client.Id, default);
        await stores.Grants.RemoveAllAsync(client.Id, grant.Kind, default);
        await stores.Grants.RemoveExpiredAsync(Some.Now, 10, default);
        var claimed = await stores.Outbox.ClaimAsync(Some.Now, Some.Now.AddMinutes(1), 10, default);
        await stores.Outbox.RescheduleAsync(claimed[0].Id, Some.Now, "Timeout", default);
        await stores.Outbox.FindAsync(claimed[0].Id, default);
        await stores.Outbox.PageAsync(null, 1, default);
        await stores.Outbox.PageAsync(claimed[0], 1, default);
        await stores.Outbox.RemoveAsync(claimed[0].Id, default);
        var request = Some.TierRequest(client.Id);
        await stores.TierRequests.TryAddAsync(request, default);
        await stores.TierRequests.PageAsync(TierRequestStatus.Pending, null, 1, default);
        await stores.TierRequests.PageAsync(TierRequestStatus.Pending, request.Id, 1, default);
        var mail = Some.Mail(client.Id);
        await stores.TierRequests.TryDecideAsync(request.Id, TierRequestStatus.Approved, "", Some.Now, mail, default);
        var usage = new UsageDelta(client.Id, Some.Today, 1, 1, Some.Now);
        await stores.Usage.RecordAsync([usage], [new SecretUse(client.Id, "s1", Some.Now)], default);
        await stores.Usage.ReadAsync(client.Id, Some.Today, default);
        await stores.Usage.SumAsync(Some.Today, default);
        await stores.Usage.RemoveBeforeAsync(Some.Today.AddDays(1), 10, default);
        await UseAuditAsync(stores.Audit);
        await UseAccessControlAsync(stores, client.Id);
        await stores.Clients.RemoveAsync(other.Id, default);
        await stores.Clients.RemoveLapsedAsync(Some.Now, 10, default);
        await stores.Lifecycle.CheckAsync(default);
    }

    private static async Task UseAuditAsync(IAuditStore audit)
    {
        var entry = Some.Audit();
        await audit.AppendAsync([entry], default);
        await audit.CountAsync(entry.Kind, Some.Now, default);
        var page = new AuditQuery { Limit = 1 };
        var after = new AuditPosition(entry.At, entry.Id);
        await audit.PageAsync(page, default);
        await audit.PageAsync(page with { After = after, From = Some.Now, To = Some.Now }, default);
        await audit.PageAsync(page with { ClientId = entry.ClientId, After = after }, default);
        await audit.PageAsync(page with { Kind = entry.Kind, After = after }, default);
        await audit.PageAsync(page with { Actor = entry.Actor, After = after }, default);
        await audit.RemoveBeforeAsync(Some.Now, 10, default);
    }

    /// <summary>All but the list of roles, which is the whole table by nature.</summary>
    private static async Task UseAccessControlAsync(StoreSet stores, string clientId)
    {
        var managed = Some.Client() with { Access = Some.Access() };
        await stores.Clients.AddAsync(managed, null, Some.Now, default);
        await stores.Clients.FindByUniqueNameAsync("name", default);
        await stores.Clients.PageWithAccessAsync(null, 1, default);
        await stores.Clients.PageWithAccessAsync(managed, 1, default);
        var role = Some.Role("role");
        await stores.Roles.TryAddAsync(role, default);
        await stores.Roles.TryUpdateAsync(role, default);
        await stores.Roles.RemoveAsync(role.Id, default);
        var key = Some.AccessKey(clientId);
        await stores.AccessKeys.AddAsync(key, default);
        await stores.AccessKeys.FindAsync(key.Hash, default);
        await stores.AccessKeys.FindByIdAsync(key.Id, default);
        await stores.AccessKeys.PageAsync(null, null, 1, default);
        await stores.AccessKeys.PageAsync(clientId, null, 1, default);
        await stores.AccessKeys.PageAsync(clientId, key, 1, default);
        await stores.AccessKeys.PageAsync(null, key, 1, default);
        await stores.AccessKeys.TryUpdateAsync(key, default);
        await stores.AccessKeys.RemoveAsync(key.Id, default);
    }

    /// <summary>The first rows of an index need no search.</summary>
    private static bool IsFirstPage(RecordedCommand statement) =>
        statement.Text.Contains("LIMIT", StringComparison.Ordinal)
        && !statement.Text.Contains("WHERE", StringComparison.Ordinal);

    private static string Plan(SqliteConnection connection, RecordedCommand statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement.Text;
        foreach (var (name, value) in statement.Parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        List<string> lines = [];
        while (reader.Read())
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join('\n', lines);
    }
}
