using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/revoke_token/</c> (RFC 7009).</summary>
public sealed class RevokeTests
{
    [Theory]
    [Trait("rfc", "7009-2.2")]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_revoked_token_is_refused_from_the_next_request_on(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var registered = await host.RegisterAsync();
        var (token, other) = (await host.TokenAsync(registered), await host.TokenAsync(registered));
        (await host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(200);

        var reply = await RevokeAsync(host, registered, ("token", token), ("token_type_hint", "refresh_token"));
        var after = await host.GetAsync("/private", OpenverseHost.Bearer(token));

        Snapshot.ShouldMatch(reply.Masked);
        (after.Status, after.Body).ShouldBe((401, """{"detail":"Incorrect authentication credentials."}"""));
        after
            .Header("WWW-Authenticate")
            .ShouldBe(
                "Bearer realm=\"api\",error=\"invalid_token\",error_description=\"The access token is invalid.\""
            );
        (await host.GetAsync("/private", OpenverseHost.Bearer(other))).Status.ShouldBe(200);
    }

    [Theory]
    [Trait("rfc", "7009-2.2")]
    [InlineData("unknown")]
    [InlineData("auth_at_0000000000000000000000000000000000000000000000000000000")]
    [InlineData("a\u0000b")]
    [InlineData("é")]
    public async Task An_unknown_token_is_revoked_already(string token)
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var reply = await RevokeAsync(host, registered, ("token", token));

        (reply.Status, reply.Body).ShouldBe((200, ""));
    }

    [Fact]
    [Trait("rfc", "7009-2.1")]
    public async Task Another_clients_token_stays_alive()
    {
        await using var host = await OpenverseHost.StartAsync();
        var owner = await host.RegisterAsync("Owner");
        var thief = await host.RegisterAsync("Thief");
        var token = await host.TokenAsync(owner);

        var reply = await RevokeAsync(host, thief, ("token", token));

        (reply.Status, reply.Body).ShouldBe((200, ""));
        (await host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Refusals_have_these_bodies_and_headers()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var missing = await RevokeAsync(host, registered);
        var stranger = await RevokeAsync(host, registered with { Secret = "x" }, ("token", "t"));
        var json = await host.PostJsonAsync(OpenverseHost.RevokePath, "{}");

        (missing.Status, missing.Body).ShouldBe(
            (400, """{"error": "invalid_request", "error_description": "Missing token parameter."}""")
        );
        Snapshot.ShouldMatch(stranger.Masked);
        (json.Status, json.Body).ShouldBe(
            (400, """{"error": "invalid_request", "error_description": "The request body must be a form."}""")
        );
    }

    [Fact]
    public async Task Basic_and_the_path_without_a_slash_work_too()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();
        var token = await host.TokenAsync(registered);

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.RevokePath.TrimEnd('/'),
            OpenverseHost.Form(("token", token)),
            registered.Basic
        );

        reply.Status.ShouldBe(200);
        (await host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(401);
    }

    private static Task<WireReply> RevokeAsync(
        OpenverseHost host,
        Registered registered,
        params IEnumerable<(string Name, string Value)> form
    ) => host.PostFormAsync(OpenverseHost.RevokePath, [.. registered.Form, .. form]);
}
