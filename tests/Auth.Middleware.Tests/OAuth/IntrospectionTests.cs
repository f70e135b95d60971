using System.Text.Json;
using Auth.Rig;

namespace Auth.OAuth;

/// <summary>RFC 7662.</summary>
public sealed class IntrospectionTests
{
    [Fact]
    [Trait("rfc", "7662-2.1")]
    [Trait("line", "I1")]
    public async Task Only_clients_ask()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);

        (await host.PostAsync(OAuthHost.IntrospectPath, ("token", token))).ShouldBeError(401, "invalid_client");
        (await host.IntrospectAsync(key with { Secret = "x" }, token)).ShouldBeError(401, "invalid_client");
        (await host.PostAsync(OAuthHost.IntrospectPath, key)).ShouldBeError(400, "invalid_request");
        (
            await host.SendAsync(
                HttpMethod.Post,
                OAuthHost.IntrospectPath,
                OAuthHost.Form(("token", token)),
                OAuthHost.Bearer(token)
            )
        ).ShouldBeError(401, "invalid_client");
    }

    [Fact]
    [Trait("rfc", "7662-4")]
    [Trait("line", "I1")]
    [Trait("line", "L10")]
    public async Task Questions_are_limited_by_address()
    {
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Limits = limits => limits.Policies["token"]["*"] = "5/min"
        );
        var key = await host.RegisterAsync();
        for (var i = 0; i < 5; i++)
        {
            (await host.IntrospectAsync(key, "x")).Status.ShouldBe(200);
        }

        var reply = await host.IntrospectAsync(key, "x");

        reply.ShouldBeError(429, "rate_limited");
        reply.Header("Retry-After").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7662-2.2")]
    [Trait("line", "I2")]
    [Trait("line", "I3")]
    [Trait("line", "I4")]
    public async Task A_live_token_is_described_to_its_client(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key, ("scope", "write read"));
        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();

        var reply = await host.IntrospectAsync(key, token);

        reply.Status.ShouldBe(200);
        reply.ShouldBeJson();
        reply.ShouldNotBeStored();
        reply.Json.GetProperty("active").ValueKind.ShouldBe(JsonValueKind.True);
        reply.Text("scope").ShouldBe("write read");
        reply.Text("client_id").ShouldBe(key.Id);
        reply.Text("sub").ShouldBe(key.Id);
        reply.Text("iss").ShouldBe(OAuthHost.Issuer);
        reply.Text("token_type").ShouldBe("Bearer");
        reply.Json.GetProperty("iat").GetInt64().ShouldBe(now);
        reply.Json.GetProperty("exp").GetInt64().ShouldBe(now + 3_600);
        reply.Body.ShouldNotContain(token);
    }

    [Fact]
    [Trait("rfc", "7662-2.2")]
    [Trait("line", "I2")]
    [Trait("line", "I4")]
    public async Task Of_anything_else_nothing_is_said()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var another = await host.TokenAsync(await host.RegisterAsync());

        foreach (var token in new[] { "nonsense", "", another, key.Secret, key.RegistrationToken, another + "=" })
        {
            if (token.Length > 0)
            {
                var reply = await host.IntrospectAsync(key, token);
                reply.Status.ShouldBe(200);
                reply.Body.ShouldBe("""{"active":false}""");
                reply.ShouldNotBeStored();
            }
        }
    }

    [Fact]
    [Trait("rfc", "7662-4")]
    [Trait("line", "I4")]
    public async Task A_resource_server_may_ask_about_every_token()
    {
        await using var host = await OAuthHost.StartAsync();
        var (api, key) = (await host.RegisterAsync(), await host.RegisterAsync());
        var token = await host.TokenAsync(key);

        var before = await host.IntrospectAsync(api, token);
        var named = await host.SendJsonAsync(
            HttpMethod.Patch,
            $"{OAuthHost.Admin}/clients/{api.Id}",
            """{"resource_server":true}"""
        );
        var after = await host.IntrospectAsync(api, token);

        before.Body.ShouldBe("""{"active":false}""");
        named.Status.ShouldBe(200, named.Body);
        after.Text("client_id").ShouldBe(key.Id);
    }

    [Fact]
    [Trait("rfc", "7662-2.2")]
    [Trait("line", "I3")]
    public async Task A_token_that_never_expires_has_no_end()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var issued = await host.Of<Token.TokenIssuer>()
            .IssueAsync(
                (await host.Of<Storage.IClientStore>().FindAsync(key.Id, CancellationToken.None))!,
                ["read"],
                lifetime: null,
                CancellationToken.None
            );

        var reply = await host.IntrospectAsync(key, ((Token.IssueOutcome.Issued)issued).Token.Token);

        reply.Json.GetProperty("active").GetBoolean().ShouldBeTrue();
        reply.Has("exp").ShouldBeFalse();
    }
}
