using System.Text.Json;
using Auth.Rig;
using Auth.Storage;

namespace Auth.OAuth;

/// <summary>RFC 7591.</summary>
public sealed class RegistrationTests
{
    private const string Full = """
        {"client_name":"Caf\u00e9 <b>","client_uri":"https://app.example","contacts":["dev@example.org"],
        "redirect_uris":["https://app.example/cb","http://127.0.0.1/cb","com.example.app:/cb"],
        "grant_types":["client_credentials"],"scope":"read","token_endpoint_auth_method":"client_secret_post"}
        """;

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7591-3.2.1")]
    [Trait("line", "D1")]
    [Trait("line", "T2")]
    public async Task What_was_registered_is_echoed_with_credentials_that_work(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);

        var reply = await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, Full);

        reply.Status.ShouldBe(201, reply.Body);
        reply.ShouldBeJson();
        reply.ShouldNotBeStored();
        reply.Json.GetProperty("client_secret_expires_at").GetInt64().ShouldBe(0);
        reply.Json.GetProperty("client_id_issued_at").GetInt64().ShouldBe(host.Clock.GetUtcNow().ToUnixTimeSeconds());
        reply.Text("registration_client_uri").ShouldBe($"{OAuthHost.Issuer}/oauth2/register/{reply.Text("client_id")}");
        foreach (var sent in JsonElement.Parse(Full).EnumerateObject())
        {
            JsonElement.DeepEquals(reply.Json.GetProperty(sent.Name), sent.Value).ShouldBeTrue(sent.Name);
        }

        var token = await host.TokenAsync(Key.Of(reply));
        (await host.UseAsync(token, "/read")).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "7591-2")]
    [Trait("line", "D3")]
    public async Task What_was_left_out_has_a_default_and_null_counts_as_left_out()
    {
        await using var host = await OAuthHost.StartAsync();

        foreach (var body in new[] { "{}", """{"scope":null,"redirect_uris":null,"client_name":null}""" })
        {
            var reply = await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, body);

            reply.Status.ShouldBe(201, reply.Body);
            reply.Text("token_endpoint_auth_method").ShouldBe("client_secret_basic");
            // authorization_code would be the default of the RFC; this server has no such grant and says so.
            reply.Json.GetProperty("grant_types").GetRawText().ShouldBe("""["client_credentials"]""");
            reply.Json.GetProperty("response_types").GetRawText().ShouldBe("[]");
            reply.Text("scope").ShouldBe("read write admin:write");
            reply.Text("client_name").ShouldNotBeEmpty();
            reply.Has("redirect_uris").ShouldBeFalse();
        }
    }

    [Fact]
    [Trait("rfc", "7591-2")]
    [Trait("line", "D3")]
    [Trait("attack", "3")]
    public async Task A_public_client_gets_no_secret_and_its_id_alone_gets_no_token()
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Services = AddPublicGrant);

        var reply = await host.SendJsonAsync(
            HttpMethod.Post,
            OAuthHost.RegisterPath,
            """{"token_endpoint_auth_method":"none","grant_types":["urn:test:public"]}"""
        );

        reply.Status.ShouldBe(201, reply.Body);
        reply.Has("client_secret").ShouldBeFalse();
        reply.Has("client_secret_expires_at").ShouldBeFalse();
        var id = ("client_id", reply.Text("client_id"));
        (await host.PostAsync(OAuthHost.TokenPath, OAuthHost.Grant, id)).ShouldBeError(401, "invalid_client");
        (await host.PostAsync(OAuthHost.TokenPath, id, ("grant_type", "urn:test:public"))).Status.ShouldBe(200);

        // A client that has a secret is never believed without it, whatever the grant.
        var secretive = await host.RegisterAsync("""{"grant_types":["urn:test:public"]}""");
        var withoutSecret = await host.PostAsync(
            OAuthHost.TokenPath,
            ("client_id", secretive.Id),
            ("grant_type", "urn:test:public")
        );
        withoutSecret.ShouldBeError(401, "invalid_client");
    }

    [Theory]
    [InlineData("""{"client_name":1}""")]
    [InlineData("""{"client_name":["a"]}""")]
    [InlineData("""{"client_name":" "}""")]
    [InlineData("""{"client_name":"a\u0000b"}""")]
    [InlineData("""{"client_uri":"javascript:alert(1)"}""")]
    [InlineData("""{"contacts":"dev@example.org"}""")]
    [InlineData("""{"contacts":["nobody"]}""")]
    [InlineData("""{"contacts":[1]}""")]
    [InlineData("""{"scope":["read"]}""")]
    [InlineData("""{"scope":"unknown"}""")]
    [InlineData("""{"scope":"re\"ad"}""")]
    [InlineData("""{"grant_types":"client_credentials"}""")]
    [InlineData("""{"grant_types":["password"]}""")]
    [InlineData("""{"grant_types":{}}""")]
    [InlineData("""{"token_endpoint_auth_method":"client_secret_jwt"}""")]
    [InlineData("""{"token_endpoint_auth_method":true}""")]
    [InlineData("""{"token_endpoint_auth_method":"none"}""")]
    [Trait("rfc", "7591-3.2.2")]
    [Trait("line", "D2")]
    [Trait("attack", "57")]
    public async Task Metadata_of_a_wrong_type_or_value_is_refused(string body)
    {
        await using var host = await OAuthHost.StartAsync();

        (await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, body)).ShouldBeError(
            400,
            "invalid_client_metadata"
        );
    }

    [Theory]
    [InlineData("http://app.example/cb")]
    [InlineData("http://localhost/cb")]
    [InlineData("http://attacker@127.0.0.1/cb")]
    [InlineData("https://app.example@evil.example/cb")]
    [InlineData("https://app.example/cb#fragment")]
    [InlineData("https://app.example/cb ")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("myapp:/cb")]
    [InlineData("/cb")]
    [InlineData("//app.example/cb")]
    [InlineData("")]
    [Trait("rfc", "9700-2.6")]
    [Trait("line", "D2")]
    [Trait("line", "A5")]
    public async Task A_redirect_URI_that_could_leak_is_refused(string uri)
    {
        await using var host = await OAuthHost.StartAsync();

        var reply = await host.SendJsonAsync(
            HttpMethod.Post,
            OAuthHost.RegisterPath,
            $$"""{"redirect_uris":["{{uri}}"]}"""
        );

        reply.ShouldBeError(400, "invalid_redirect_uri");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("""{"scope":"read","scope":"write"}""")]
    [InlineData("""{"client_name":"\ud800"}""")]
    [InlineData("""{"contacts":["\ud800"]}""")]
    [InlineData("""{"unknown":{"deep":["\udc00"]}}""")]
    [InlineData("""{"unknown":{"\ud800":1}}""")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}""")]
    [Trait("rfc", "7591-3.1")]
    [Trait("line", "D2")]
    public async Task A_body_that_is_no_JSON_object_is_an_invalid_request(string body)
    {
        await using var host = await OAuthHost.StartAsync();

        (await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, body)).ShouldBeError(400, "invalid_request");
    }

    [Fact]
    [Trait("rfc", "7591-2")]
    [Trait("line", "D2")]
    [Trait("line", "D4")]
    public async Task Unknown_metadata_is_ignored_and_what_the_server_decides_cannot_be_chosen()
    {
        await using var host = await OAuthHost.StartAsync();

        var reply = await host.SendJsonAsync(
            HttpMethod.Post,
            OAuthHost.RegisterPath,
            """
            {"client_id":"mine","client_secret":"mine","tier":"exempt","verified":false,"disabled":false,"limits":{"burst":"off"},
            "is_resource_server":true,"registration_access_token":"mine","client_secret_expires_at":1,"software_id":"x","logo_uri":5}
            """
        );

        reply.Status.ShouldBe(201, reply.Body);
        reply.Body.ShouldNotContain("mine");
        var client = await host.Of<IClientStore>().FindAsync(reply.Text("client_id"), CancellationToken.None);
        client!.Tier.ShouldBe("standard");
        client.Limits.ShouldBeEmpty();
        client.IsResourceServer.ShouldBeFalse();
        reply.Json.GetProperty("client_secret_expires_at").GetInt64().ShouldBe(0);
    }

    [Fact]
    [Trait("rfc", "7591-3.2.1")]
    [Trait("line", "D8")]
    public async Task A_secret_is_shown_once()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync("""{"client_name":"App","contacts":["dev@example.org"]}""");
        var token = await host.TokenAsync(key);
        var replies = new[]
        {
            await host.GetAsync(key.Path, key.Manage),
            await host.SendJsonAsync(
                HttpMethod.Put,
                key.Path,
                $$"""{"client_id":"{{key.Id}}","client_secret":"{{key.Secret}}"}""",
                key.Manage
            ),
            await host.GetAsync($"{OAuthHost.Admin}/clients"),
            await host.GetAsync($"{OAuthHost.Admin}/clients/{key.Id}"),
            await host.GetAsync(OAuthHost.KeyPath, OAuthHost.Bearer(token)),
            await host.IntrospectAsync(key, token),
        };

        foreach (var reply in replies)
        {
            reply.Status.ShouldBe(200, reply.Body);
            reply.Whole.ShouldNotContain(key.Secret);
            reply.Whole.ShouldNotContain(key.RegistrationToken);
            reply.Whole.ShouldNotContain(token);
        }
    }

    private static void AddPublicGrant(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
        Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<
            Token.IGrantHandler,
            PublicGrant
        >(services);

    /// <summary>A grant for public clients, of which the library has none yet.</summary>
    private sealed class PublicGrant : Token.IGrantHandler
    {
        public string GrantType => "urn:test:public";

        public bool AllowsPublicClients => true;

        public ValueTask<Token.GrantOutcome> HandleAsync(
            Token.TokenRequest request,
            Client client,
            CancellationToken cancellationToken
        ) => new(new Token.GrantOutcome.Granted([]));
    }
}
