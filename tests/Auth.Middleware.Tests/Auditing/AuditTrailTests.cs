using Auth.Pipeline;
using Auth.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Auditing;

/// <summary>What comes of facts: an entry each, or one for many where a client can cause them at will.</summary>
public sealed class AuditTrailTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_flood_of_tokens_is_two_lines_a_day()
    {
        await using var host = await StartAsync();
        var trail = host.Services.GetRequiredService<AuditTrail>();
        for (var i = 0; i < 5_000; i++)
        {
            await trail.WriteAsync(new TokenIssued(host.Time.GetUtcNow(), "busy", ["read"]), default);
        }

        (await EntriesAsync(host)).ShouldHaveSingleItem().Count.ShouldBe(1);
        host.Time.Advance(Day);
        (await EntriesAsync(host)).Select(entry => entry.Count).ShouldBe([1, 4_999], ignoreOrder: true);

        host.Time.Advance(Day);
        (await EntriesAsync(host)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_an_operator_does_is_told_each_time()
    {
        await using var host = await StartAsync();
        var trail = host.Services.GetRequiredService<AuditTrail>();
        for (var i = 0; i < 3; i++)
        {
            await trail.WriteAsync(new SecretRotated(host.Time.GetUtcNow(), "app", "s") { Operator = "ada" }, default);
        }

        (await EntriesAsync(host)).ShouldAllBe(entry => entry.Actor == "ada" && entry.Count == 1);
        (await EntriesAsync(host)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Clients_beyond_those_told_apart_share_a_line_and_none_is_uncounted()
    {
        await using var host = await StartAsync();
        var repeats = new AuditRepeats(Day);
        var now = host.Time.GetUtcNow();
        repeats.Close(now, anyway: false);

        var written = Enumerable
            .Range(0, AuditRepeats.Capacity + 100)
            .Select(i => repeats.Count(AuditText.Entry(now, AuditKinds.QuotaExceeded, $"c{i}", null, "policy=x")))
            .OfType<AuditEntry>()
            .ToList();
        var rest = repeats.Close(now + Day, anyway: false);

        written.Count.ShouldBe(AuditRepeats.Capacity + 1);
        var shared = rest.ShouldHaveSingleItem();
        (shared.ClientId, shared.Count).ShouldBe((null, 99));
    }

    [Fact]
    public async Task Entries_wait_while_the_store_is_down_and_what_had_no_room_is_counted()
    {
        await using var host = await StartAsync();
        var trail = host.Services.GetRequiredService<AuditTrail>();
        for (var i = 0; i < 20_007; i++)
        {
            await trail.WriteAsync(new ClientVerified(host.Time.GetUtcNow(), $"c{i}"), default);
        }

        var first = trail.Take(500, isLast: false);
        trail.Return(first);
        trail.Take(1, isLast: false).ShouldHaveSingleItem().ShouldBe(first[0]);

        (await EntriesAsync(host))
            .Where(entry => entry.Kind == AuditKinds.EntriesLost)
            .ShouldHaveSingleItem()
            .Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_host_that_stops_writes_what_it_has_counted()
    {
        await using var host = await StartAsync();
        var store = host.Services.GetRequiredService<IAuditStore>();
        var trail = host.Services.GetRequiredService<AuditTrail>();
        for (var i = 0; i < 3; i++)
        {
            await trail.WriteAsync(new TokenIssued(host.Time.GetUtcNow(), "busy", []), default);
        }

        await host.StopAsync();

        var entries = await store.PageAsync(new AuditQuery { Limit = 10 }, default);
        entries.Sum(entry => entry.Count).ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_retention_nothing_is_recorded()
    {
        await using var host = await StartAsync(("Auth:Audit:Retention", "00:00:00"));
        var trail = host.Services.GetRequiredService<AuditTrail>();

        await trail.WriteAsync(new ClientVerified(host.Time.GetUtcNow(), "a"), default);

        (await EntriesAsync(host)).ShouldBeEmpty();
    }

    private static Task<PipelineHost> StartAsync(params (string, string?)[] settings) =>
        PipelineHost.StartAsync(app => app.MapGet("/", () => "in"), settings);

    private static async Task<IReadOnlyList<AuditEntry>> EntriesAsync(PipelineHost host)
    {
        await host.Services.GetRequiredService<AuditWriter>().FlushAsync(default);
        var store = host.Services.GetRequiredService<IAuditStore>();
        return await store.PageAsync(new AuditQuery { Limit = 100_000 }, default);
    }
}
