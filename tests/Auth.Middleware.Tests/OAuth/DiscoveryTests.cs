using System.Text.Json;

namespace Auth.OAuth;

/// <summary>RFC 8414 and RFC 9728.</summary>
public sealed class DiscoveryTests
{
    private const string Server = "/.well-known/oauth-authorization-server";
    private const string Resource = "/.well-known/oauth-protected-resource";

    [Fact]
    [Trait("rfc", "8414-3.2")]
    [Trait("line", "M1")]
    [Trait("line", "M2")]
    [Trait("line", "M3")]
    public async Task The_document_says_what_the_server_can()
    {
        await using var host = await OAuthHost.StartAsync();

        var reply = await host.GetAsync(Server);

        reply.Status.ShouldBe(200);
        reply.ShouldBeJson();
        reply.Text("issuer").ShouldBe(OAuthHost.Issuer);
        reply.Has("response_types_supported").ShouldBeTrue();
        Texts(reply, "grant_types_supported").ShouldContain("client_credentials");
        Texts(reply, "grant_types_supported").ShouldNotContain("implicit");
        Texts(reply, "scopes_supported").ShouldBe(["read", "write", "admin:write"]);
        foreach (var kind in new[] { "token", "revocation", "introspection" })
        {
            Texts(reply, $"{kind}_endpoint_auth_methods_supported").ShouldContain("client_secret_basic");
            Texts(reply, $"{kind}_endpoint_auth_methods_supported").ShouldContain("client_secret_post");
        }

        foreach (var member in reply.Json.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Array))
        {
            // Required by its own definition, and empty until a grant uses the authorization endpoint.
            (member.Name == "response_types_supported" || member.Value.GetArrayLength() > 0).ShouldBeTrue(member.Name);
        }
    }

    [Fact]
    [Trait("rfc", "8414-2")]
    [Trait("line", "M3")]
    [Trait("line", "M4")]
    public async Task Every_advertised_endpoint_is_absolute_and_there()
    {
        await using var host = await OAuthHost.StartAsync();
        var document = await host.GetAsync(Server);
        var endpoints = document
            .Json.EnumerateObject()
            .Where(member => member.Name.EndsWith("_endpoint", StringComparison.Ordinal));

        endpoints.Count().ShouldBe(4);
        foreach (var endpoint in endpoints)
        {
            var url = endpoint.Value.GetString()!;
            url.ShouldStartWith(OAuthHost.Issuer + "/");
            var path = url[OAuthHost.Issuer.Length..];
            (await host.SendAsync(HttpMethod.Options, path)).Header("Allow").ShouldBe("POST, OPTIONS", path);
            (await host.PostAsync(path)).Status.ShouldBeOneOf(400, 401);
        }
    }

    [Fact]
    [Trait("rfc", "8414-2")]
    [Trait("line", "M4")]
    public async Task Every_advertised_authentication_method_works_and_none_other()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var methods = Texts(await host.GetAsync(Server), "token_endpoint_auth_methods_supported");

        foreach (var method in methods.Where(method => method.StartsWith("client_secret", StringComparison.Ordinal)))
        {
            var reply = method switch
            {
                "client_secret_basic" => await host.RequestTokenAsync(key),
                "client_secret_post" => await host.PostAsync(OAuthHost.TokenPath, [OAuthHost.Grant, .. key.Post]),
                _ => throw new InvalidOperationException(method),
            };
            reply.Status.ShouldBe(200, method);
        }

        methods.ShouldNotContain("none");
    }

    [Fact]
    [Trait("rfc", "8414-3.1")]
    [Trait("rfc", "9728-3.1")]
    [Trait("line", "M1")]
    [Trait("line", "M2")]
    [Trait("line", "M6")]
    public async Task The_documents_of_an_issuer_with_a_path_stand_at_the_root_too()
    {
        const string issuer = "https://example.com/x/y%20z";
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Auth = o => o.PublicBaseUrl = new Uri(issuer + "/")
        );
        var token = await host.TokenAsync(await host.RegisterAsync());

        foreach (var path in new[] { Server + "/x/y%20z", Server, Server + "/" })
        {
            var reply = await host.GetAsync(path);
            reply.Text("issuer").ShouldBe(issuer);
            reply.Text("token_endpoint").ShouldBe(issuer + "/oauth2/token");
        }

        (await host.GetAsync(Resource + "/x/y%20z")).Text("resource").ShouldBe(issuer);
        (await host.UseAsync(token, "/read-orders"))
            .Header("WWW-Authenticate")!
            .ShouldContain("resource_metadata=\"https://example.com/.well-known/oauth-protected-resource/x/y%20z\"");
    }

    [Fact]
    [Trait("rfc", "8414-6.2")]
    [Trait("line", "M5")]
    [Trait("attack", "26")]
    public async Task The_request_does_not_decide_who_we_are()
    {
        await using var host = await OAuthHost.StartAsync();
        var before = await host.GetAsync(Server);

        foreach (
            var header in new[]
            {
                ("Host", "evil.example:99"),
                ("X-Forwarded-Host", "evil.example"),
                ("X-Forwarded-Proto", "gopher"),
                ("Forwarded", "host=evil.example"),
            }
        )
        {
            (await host.GetAsync(Server, header)).Body.ShouldBe(before.Body);
            (await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, "{}", header)).Body.ShouldNotContain(
                "evil"
            );
        }
    }

    [Fact]
    [Trait("rfc", "9728-3.2")]
    [Trait("line", "M6")]
    [Trait("line", "B11")]
    public async Task The_resource_names_its_server()
    {
        await using var host = await OAuthHost.StartAsync();

        var reply = await host.GetAsync(Resource);

        reply.Status.ShouldBe(200);
        reply.ShouldBeJson();
        reply.Text("resource").ShouldBe(OAuthHost.Issuer);
        Texts(reply, "authorization_servers").ShouldBe([OAuthHost.Issuer]);
        Texts(reply, "bearer_methods_supported").ShouldBe(["header"]);
        reply.Json.EnumerateObject().ShouldAllBe(member => member.Value.ValueKind != JsonValueKind.Null);
        (await host.GetAsync("/any"))
            .Header("WWW-Authenticate")!
            .ShouldContain($"resource_metadata=\"{OAuthHost.Issuer}{Resource}\"");
    }

    [Fact]
    [Trait("rfc", "9110-9.3.2")]
    [Trait("line", "H3")]
    public async Task HEAD_answers_as_GET_does_without_a_body()
    {
        await using var host = await OAuthHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterAsync());

        foreach (var path in new[] { Server, Resource, OAuthHost.KeyPath })
        {
            var get = await host.GetAsync(path, OAuthHost.Bearer(token));
            var head = await host.SendAsync(HttpMethod.Head, path, content: null, OAuthHost.Bearer(token));

            get.Status.ShouldBe(200);
            head.Body.ShouldBeEmpty();
            (head with { Body = get.Body }).Whole.ShouldBe(get.Whole);
        }
    }

    private static string[] Texts(Reply reply, string member) =>
        [.. reply.Json.GetProperty(member).EnumerateArray().Select(item => item.GetString()!)];
}
