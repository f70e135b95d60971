using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.TestKit;
using Auth.TierRequests;
using Auth.Token;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Bearer.Sessions;

/// <summary>A change of a client reaches its next request.</summary>
public sealed class InvalidationTests
{
    [Fact]
    [Trait("attack", "13")]
    public async Task A_revoked_token_is_refused_at_once_and_the_clients_others_are_not()
    {
        var (host, _) = await SessionHost.StartAsync();
        await using var _1 = host;
        var caller = await host.RegisterAsync();
        var other = await host.IssueAsync(caller.Client);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        (await host.StatusAsync("/", other)).ShouldBe(200);

        await Revoker(host).RevokeAsync(caller.Token, caller.Client, default);

        (await host.StatusAsync("/", caller.Token)).ShouldBe(401);
        (await host.StatusAsync("/", other)).ShouldBe(200);
        await Revoker(host).RevokeAllAsync(caller.Client.Id, default);
        (await host.StatusAsync("/", other)).ShouldBe(401);
    }

    [Fact]
    public async Task A_changed_client_is_seen_at_once()
    {
        var (host, _) = await SessionHost.StartAsync();
        await using var _1 = host;
        var caller = await host.RegisterAsync(verified: false);
        var clients = host.Services.GetRequiredService<IClientStore>();
        (await ReadAsync()).ShouldBe((200, "standard", 20));

        await clients.TryUpdateAsync((await FindAsync()) with { Verified = true, Tier = "enhanced" }, default);
        (await ReadAsync()).ShouldBe((200, "enhanced", 200));
        await clients.TryUpdateAsync((await FindAsync()) with { Disabled = true }, default);
        (await ReadAsync()).ShouldBe((401, null, 0));
        await clients.TryUpdateAsync((await FindAsync()) with { Disabled = false }, default);
        (await ReadAsync()).ShouldBe((200, "enhanced", 200));
        await clients.RemoveAsync(caller.Client.Id, default);
        (await ReadAsync()).ShouldBe((401, null, 0));

        async Task<Client> FindAsync() => (await clients.FindAsync(caller.Client.Id, default))!;

        async Task<(int, string?, long)> ReadAsync()
        {
            using var response = await host.GetAsync("/", caller.Token);
            return response.IsSuccessStatusCode
                ? (
                    200,
                    await response.Content.ReadAsStringAsync(),
                    response.Policies()[0].Number("q").ShouldNotBeNull()
                )
                : ((int)response.StatusCode, null, 0);
        }
    }

    [Fact]
    public async Task A_granted_tier_is_seen_at_once()
    {
        var (host, _) = await SessionHost.StartAsync();
        await using var _1 = host;
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);
        var desk = host.Services.GetRequiredService<TierRequestDesk>();
        var asked = await desk.AskAsync(caller.Client, new("enhanced"), new("We grow."), default);
        var id = asked.ShouldBeOfType<TierRequestOutcome.Asked>().Request.Id;

        await desk.DecideAsync(id, approve: true, note: null, default);

        using var response = await host.GetAsync("/", caller.Token);
        (await response.Content.ReadAsStringAsync()).ShouldBe("enhanced");
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task A_look_up_that_read_before_a_revocation_neither_caches_nor_answers_later_requests()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var caller = await host.RegisterAsync();
        var (hasRead, mayAnswer) = (new TaskCompletionSource(), new TaskCompletionSource());
        tokens.AfterRead = () =>
        {
            hasRead.TrySetResult();
            return mayAnswer.Task;
        };

        var early = host.StatusAsync("/", caller.Token);
        await hasRead.Task;
        await Revoker(host).RevokeAllAsync(caller.Client.Id, default);
        tokens.AfterRead = () => Task.CompletedTask;
        // While the early look-up still holds what was there before:
        (await host.StatusAsync("/", caller.Token)).ShouldBe(401);
        mayAnswer.SetResult();

        (await early).ShouldBe(200); // It came before the revocation.
        (await host.StatusAsync("/", caller.Token)).ShouldBe(401);
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task Of_a_clients_tokens_that_are_read_at_the_same_moment_none_escapes_a_revocation()
    {
        var (host, _) = await SessionHost.StartAsync();
        await using var _1 = host;
        const int Rounds = 50;
        var callers = new Caller[Rounds];
        var tokens = new string[Rounds][];
        for (var i = 0; i < Rounds; i++)
        {
            callers[i] = await host.RegisterAsync();
            tokens[i] =
            [
                callers[i].Token,
                await host.IssueAsync(callers[i].Client),
                await host.IssueAsync(callers[i].Client),
            ];
        }

        await Race.RunAsync(3, Rounds, (round, contestant) => host.StatusAsync("/", tokens[round][contestant]));
        foreach (var caller in callers)
        {
            await Revoker(host).RevokeAllAsync(caller.Client.Id, default);
        }

        foreach (var token in tokens.SelectMany(many => many))
        {
            (await host.StatusAsync("/", token)).ShouldBe(401);
        }
    }

    [Fact]
    public void A_session_that_is_replaced_is_invalidated()
    {
        var sessions = new ClientSessions(new ClientMeters());
        var client = Storage.Contracts.Some.Client();
        var first = sessions.For(client);

        sessions.For(client).ShouldBeSameAs(first);
        var second = sessions.For(client with { Version = 2 });

        second.ShouldNotBeSameAs(first);
        first.IsStale.ShouldBeTrue();
        second.IsStale.ShouldBeFalse();
        second.Meter.ShouldBeSameAs(first.Meter);
    }

    [Fact]
    public void Concurrent_readers_get_one_session()
    {
        var sessions = new ClientSessions(new ClientMeters());
        for (var round = 0; round < 200; round++)
        {
            var client = Storage.Contracts.Some.Client();
            var found = new ClientSession[4];
            Parallel.For(0, found.Length, i => found[i] = sessions.For(client));
            found.ShouldAllBe(session => ReferenceEquals(session, found[0]));
        }
    }

    [Fact]
    public void Clients_that_went_quiet_are_forgotten()
    {
        var sessions = new ClientSessions(new ClientMeters());
        var (quiet, busy) = (Storage.Contracts.Some.Client(), Storage.Contracts.Some.Client());
        var quietSession = sessions.For(quiet);
        var busySession = sessions.For(busy);

        sessions.Sweep();
        sessions.For(busy);
        sessions.Sweep();

        sessions.Count.ShouldBe(1);
        quietSession.IsStale.ShouldBeTrue();
        sessions.For(busy).ShouldBeSameAs(busySession);
    }

    private static TokenRevoker Revoker(PipelineHost host) => host.Services.GetRequiredService<TokenRevoker>();
}
