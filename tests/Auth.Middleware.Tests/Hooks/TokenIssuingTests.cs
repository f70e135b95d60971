using Auth.OAuth;

namespace Auth.Hooks;

/// <summary>A host decides about tokens.</summary>
public sealed class TokenIssuingTests
{
    private static Task<OAuthHost> StartAsync(Func<TokenIssuingContext, ValueTask> hook) =>
        OAuthHost.StartAsync(setup => setup.Builder = auth => auth.AddEvents(events => events.OnTokenIssuing = hook));

    [Fact]
    [Trait("rfc", "6749-5.1")]
    public async Task What_the_host_grants_is_what_the_client_is_told_and_what_the_token_is_worth()
    {
        await using var host = await StartAsync(context =>
        {
            context.Scopes = ["read"];
            context.Lifetime = TimeSpan.FromMinutes(5);
            return ValueTask.CompletedTask;
        });
        var key = await host.RegisterAsync("""{"scope":"read write"}""");

        var reply = await host.RequestTokenAsync(key);

        reply.Text("scope").ShouldBe("read");
        reply.Json.GetProperty("expires_in").GetInt32().ShouldBe(300);
        (await host.UseAsync(reply.Text("access_token"), "/read")).Status.ShouldBe(200);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        (await host.UseAsync(reply.Text("access_token"), "/read")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_refused_token_is_answered_in_the_hosts_words_and_not_stored()
    {
        var refuse = true;
        await using var host = await StartAsync(context =>
        {
            if (refuse)
            {
                context.Reject(OAuthErrors.UnauthorizedClient with { Description = "Pay your bill first." });
            }

            return ValueTask.CompletedTask;
        });
        var key = await host.RegisterAsync();

        var reply = await host.RequestTokenAsync(key);

        reply.ShouldBeError(400, "unauthorized_client");
        reply.Text("error_description").ShouldBe("Pay your bill first.");
        var live = await host.Of<Storage.ITokenStore>().CountLiveAsync(key.Id, host.Clock.GetUtcNow(), default);
        live.ShouldBe(0);
        refuse = false;
        (await host.RequestTokenAsync(key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_host_sees_who_asks_for_what()
    {
        TokenIssuingContext? seen = null;
        await using var host = await StartAsync(context =>
        {
            seen = context;
            return ValueTask.CompletedTask;
        });
        var key = await host.RegisterAsync("""{"client_name":"Printer","scope":"read write"}""");

        await host.RequestTokenAsync(key, ("scope", "write"));

        seen!.Client.Id.ShouldBe(key.Id);
        seen.Client.Name.ShouldBe("Printer");
        seen.Scopes.ShouldBe(["write"]);
        seen.Subject.ShouldBeNull();
        seen.Audience.ShouldBeEmpty();
        seen.Lifetime.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_hook_that_throws_is_503_and_leaves_nothing()
    {
        await using var host = await StartAsync(_ => throw new IOException("billing is down"));
        var key = await host.RegisterAsync();

        var reply = await host.RequestTokenAsync(key);

        reply.ShouldBeError(503, "temporarily_unavailable");
        reply.Body.ShouldNotContain("billing");
        (await host.Of<Storage.ITokenStore>().CountLiveAsync(key.Id, host.Clock.GetUtcNow(), default)).ShouldBe(0);
    }

    [Fact]
    public void Nonsense_is_refused_where_it_is_set()
    {
        var context = new TokenIssuingContext(Storage.Contracts.Some.Client(), [], TimeSpan.FromHours(1));

        Should.Throw<ArgumentException>(() => context.Scopes = ["read write"]);
        Should.Throw<ArgumentException>(() => context.Scopes = [""]);
        Should.Throw<ArgumentException>(() => context.Scopes = default);
        Should.Throw<ArgumentOutOfRangeException>(() => context.Lifetime = TimeSpan.Zero);
        Should.Throw<ArgumentNullException>(() => context.Reject(null!));
    }
}
