using System.Text.Json;
using Auth.Admin;
using Auth.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Auditing;

/// <summary>Facts reach every sink, in order, and hold nothing that must stay secret.</summary>
public sealed class AuthEventTests
{
    [Fact]
    public async Task What_operators_and_clients_do_is_told_in_order()
    {
        await using var admin = await AdminHost.StartAsync(auth => auth.AddEventSink<Sink>());
        var created = await admin.DoAsync("POST", "/clients", new { name = "App", email = "jane@example.org" });
        var id = created.GetProperty("client").GetProperty("client_id").GetString()!;
        var secret = created.GetProperty("client_secret").GetString()!;
        await admin.AuthenticateAsync(id, secret);
        await admin.DoAsync("PATCH", $"/clients/{id}", new { tier = "enhanced", disabled = false });
        var rotated = await admin.DoAsync("POST", $"/clients/{id}/secret");
        await admin.DoAsync("POST", $"/clients/{id}/revoke-tokens");
        using var removed = await admin.SendAsync("DELETE", $"/clients/{id}");
        var sink = admin.Host.Services.GetServices<IAuthEventSink>().OfType<Sink>().Single();

        await admin.Host.StopAsync();

        sink.Facts.Select(fact => fact.GetType())
            .ShouldBe([
                typeof(ClientRegistered),
                typeof(TokenIssued),
                typeof(ClientChanged),
                typeof(SecretRotated),
                typeof(TokensRevoked),
                typeof(ClientRemoved),
            ]);
        sink.Facts.ShouldAllBe(fact => fact.ClientId == id && fact.At == admin.Host.Time.GetUtcNow());
        ((ClientChanged)sink.Facts[2]).Fields.ShouldBe(["tier", "disabled"]);
        ((TokensRevoked)sink.Facts[4]).Count.ShouldBe(1);
        var text = string.Join('\n', sink.Facts.Select(fact => JsonSerializer.Serialize(fact, fact.GetType()) + fact));
        text.ShouldNotContain(secret);
        text.ShouldNotContain(rotated.GetProperty("client_secret").GetString()!);
        text.ShouldNotContain("auth_at_");
        text.ShouldNotContain("jane");
    }

    [Fact]
    public async Task A_sink_that_throws_does_not_silence_the_others()
    {
        var sink = new Sink();
        using var log = NewLog(out var lines, new Broken(), sink, new Broken());
        await log.StartAsync(default);

        log.Write(new ClientRemoved(DateTimeOffset.UnixEpoch, "a"));
        log.Write(new ClientRemoved(DateTimeOffset.UnixEpoch, "b"));
        await log.StopAsync(default);

        sink.Facts.Select(fact => fact.ClientId).ShouldBe(["a", "b"]);
        lines.Of("EventSinkFailed").Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_sink_that_hangs_costs_facts_and_never_a_callers_time()
    {
        var sink = new Sink { Gate = new TaskCompletionSource() };
        using var log = NewLog(out var lines, sink);
        await log.StartAsync(default);
        log.Write(new ClientRemoved(DateTimeOffset.UnixEpoch, "0"));
        await sink.Entered.Task;

        for (var i = 1; i < 20_000; i++)
        {
            log.Write(new ClientRemoved(DateTimeOffset.UnixEpoch, $"{i}"));
        }

        lines.Of("EventsDropped").ShouldHaveSingleItem();
        sink.Gate.SetResult();
        await log.StopAsync(default);
        sink.Facts.Select(fact => fact.ClientId).ShouldBe(Enumerable.Range(0, 10_001).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Without_a_sink_nothing_is_kept()
    {
        using var log = NewLog(out var lines);
        await log.StartAsync(default);
        for (var i = 0; i < 20_000; i++)
        {
            log.Write(new ClientRemoved(DateTimeOffset.UnixEpoch, "a"));
        }

        lines.All.ShouldBeEmpty();
        await log.StopAsync(default);
    }

    private static AuthEventLog NewLog(out LogLines lines, params IAuthEventSink[] sinks)
    {
        var written = lines = new LogLines();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(written));
        return ActivatorUtilities.CreateInstance<AuthEventLog>(services.BuildServiceProvider(), (object)sinks);
    }

    private sealed class Sink : IAuthEventSink
    {
        public List<AuthEvent> Facts { get; } = [];

        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource? Gate { get; init; }

        public async ValueTask WriteAsync(AuthEvent fact, CancellationToken cancellationToken)
        {
            Entered.TrySetResult();
            await (Gate?.Task ?? Task.CompletedTask);
            Facts.Add(fact);
        }
    }

    private sealed class Broken : IAuthEventSink
    {
        public ValueTask WriteAsync(AuthEvent fact, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("disk full");
    }
}
