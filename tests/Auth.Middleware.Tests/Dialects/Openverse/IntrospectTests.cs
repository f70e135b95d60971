using System.Globalization;
using Auth.Rig;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/introspect/</c> (RFC 7662).</summary>
public sealed class IntrospectTests
{
    private const string Inactive = """{"active": false}""";

    [Theory]
    [Trait("rfc", "7662-2.2")]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_client_sees_its_own_token(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var registered = await host.RegisterAsync();
        var token = await host.TokenAsync(registered);

        var reply = await AskAsync(host, registered, token);

        var exp = host.Clock.GetUtcNow().AddSeconds(36_000).ToUnixTimeSeconds();
        (reply.Status, reply.MediaType).ShouldBe((200, "application/json"));
        reply.Body.ShouldBe(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"active": true, "scope": "read write groups", "exp": {{exp}}, "client_id": "{{registered.ClientId}}"}"""
            )
        );
        reply.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    [Trait("rfc", "7662-2.2")]
    public async Task All_other_tokens_are_inactive_and_nothing_else_is_said()
    {
        await using var host = await OpenverseHost.StartAsync();
        var owner = await host.RegisterAsync("Owner");
        var other = await host.RegisterAsync("Other");
        var token = await host.TokenAsync(owner);
        var revoked = await host.TokenAsync(owner);
        await host.PostFormAsync(OpenverseHost.RevokePath, [("token", revoked), .. owner.Form]);

        foreach (
            var (asker, asked) in new[]
            {
                (other, token),
                (owner, revoked),
                (owner, "x"),
                (owner, ""),
                (owner, owner.Secret),
            }
        )
        {
            var reply = await AskAsync(host, asker, asked);
            (reply.Status, reply.Body).ShouldBe((200, Inactive));
        }
    }

    [Fact]
    [Trait("rfc", "7662-4")]
    public async Task It_agrees_with_the_bearer_handler_at_the_very_end_of_a_token()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterVerifiedAsync();
        var token = await host.TokenAsync(registered);
        var end = host.Clock.GetUtcNow().AddSeconds(36_000);

        host.Clock.AdvanceTo(end.AddMilliseconds(-1));
        var before = await AskAsync(host, registered, token);
        var used = await host.GetAsync("/private", OpenverseHost.Bearer(token));
        host.Clock.AdvanceTo(end);
        var after = await AskAsync(host, registered, token);
        var refused = await host.GetAsync("/private", OpenverseHost.Bearer(token));

        before.Body.ShouldStartWith("""{"active": true, """);
        used.Status.ShouldBe(200);
        after.Body.ShouldBe(Inactive);
        refused.Status.ShouldBe(401);
    }

    [Fact]
    [Trait("rfc", "7662-2.1")]
    public async Task A_stranger_is_refused()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterAsync());

        var reply = await host.PostFormAsync(OpenverseHost.IntrospectPath, ("token", token));

        (reply.Status, reply.Body).ShouldBe((401, """{"error": "invalid_client"}"""));
        reply.Header("WWW-Authenticate").ShouldBe("Bearer error=\"invalid_client\", Basic realm=\"api\"");
    }

    private static Task<WireReply> AskAsync(OpenverseHost host, Registered asker, string token) =>
        host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.IntrospectPath,
            OpenverseHost.Form(("token", token)),
            asker.Basic
        );
}
