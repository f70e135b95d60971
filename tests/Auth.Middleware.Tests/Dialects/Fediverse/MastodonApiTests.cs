using Auth.Rig;

namespace Auth.Dialects.Fediverse;

/// <summary>What Mastodon says about the application, the server, and tokens that are no good.</summary>
public sealed class MastodonApiTests(OpenFediverse open) : IClassFixture<OpenFediverse>
{
    private const string Verify = "/api/v1/apps/verify_credentials";
    private const string Invalid = """{"error":"The access token is invalid"}""";

    private FediverseHost Host => open.Host;

    [Fact]
    public async Task A_token_of_any_scope_is_shown_its_application_without_its_secrets()
    {
        var registered = await Host.PostAsync(
            "/api/v1/apps",
            ("client_name", "App"),
            ("redirect_uris", "https://a.example/\nhttps://b.example/"),
            ("scopes", "read push")
        );
        var app = new Registered(registered.Text("client_id"), registered.Text("client_secret"));
        var token = await Host.TokenAsync(app, "", ("scope", "push"));

        var reply = await Host.GetAsync(Verify, FediverseHost.Bearer(token));

        reply.Status.ShouldBe(200);
        reply.MediaType.ShouldBe("application/json; charset=utf-8");
        reply.Header("Cache-Control").ShouldBe("private, no-store");
        reply.Body.ShouldBe(
            $$"""{"id":"{{registered.Text("id")}}","name":"App","website":null,"scopes":["read","push"],"redirect_uris":["https://a.example/","https://b.example/"],"""
                + $"\"vapid_key\":\"{registered.Text("vapid_key")}\",\"redirect_uri\":\"https://a.example/\\nhttps://b.example/\"}}"
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer x")]
    [InlineData("Bearer")]
    [InlineData("Bearer a b")]
    [InlineData("Basic eDp5")]
    [InlineData("Token x")]
    public async Task Without_a_good_token_the_answer_is_always_the_same(string? authorization)
    {
        var reply = await Host.GetAsync(Verify, authorization is null ? [] : [("Authorization", authorization)]);

        reply.Status.ShouldBe(401);
        reply.Body.ShouldBe(Invalid);
        reply
            .Header("WWW-Authenticate")
            .ShouldBe(
                "Bearer realm=\"Doorkeeper\", error=\"invalid_token\", error_description=\"The access token is invalid\""
            );
        reply.Header("Cache-Control").ShouldBe("private, no-store");
    }

    [Theory]
    [InlineData("bearer TOKEN")]
    [InlineData("BEARER TOKEN")]
    [InlineData("Bearer TOKEN ")]
    public async Task The_scheme_may_be_written_in_any_case(string authorization)
    {
        var token = await Host.TokenAsync(await Host.RegisterAsync());

        var reply = await Host.GetAsync(
            Verify + "/",
            ("Authorization", authorization.Replace("TOKEN", token, StringComparison.Ordinal))
        );

        reply.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_may_stand_in_the_query_unless_a_bearer_header_says_otherwise()
    {
        var token = await Host.TokenAsync(await Host.RegisterAsync());

        (await Host.GetAsync($"{Verify}?access_token={token}")).Status.ShouldBe(200);
        (await Host.GetAsync($"{Verify}?bearer_token={token}", ("Authorization", "Basic eDp5"))).Status.ShouldBe(200);
        (await Host.GetAsync($"{Verify}?access_token={token}", FediverseHost.Bearer("x"))).Status.ShouldBe(401);
        (await Host.GetAsync($"{Verify}?access_token={token}&access_token={token}")).Status.ShouldBe(401);
        (await Host.GetAsync($"{Verify}?token={token}")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_host_may_refuse_tokens_in_the_query()
    {
        await using var host = await FediverseHost.StartAsync(setup =>
            setup.Mastodon = options => options.AcceptTokensInQuery = false
        );
        var token = await host.TokenAsync(await host.RegisterAsync());

        (await host.GetAsync($"{Verify}?access_token={token}")).Status.ShouldBe(401);
    }

    [Fact]
    [Trait("rfc", "8414-3.2")]
    public async Task The_metadata_at_the_root_is_Mastodons()
    {
        var reply = await Host.GetAsync("/.well-known/oauth-authorization-server");

        reply.Status.ShouldBe(200);
        reply.MediaType.ShouldBe("application/json; charset=utf-8");
        reply.Header("Cache-Control").ShouldBe("max-age=0, private, must-revalidate");
        FediverseHost
            .Members(reply)
            .ShouldBe([
                "issuer",
                "authorization_endpoint",
                "token_endpoint",
                "revocation_endpoint",
                "userinfo_endpoint",
                "scopes_supported",
                "response_types_supported",
                "response_modes_supported",
                "grant_types_supported",
                "token_endpoint_auth_methods_supported",
                "code_challenge_methods_supported",
                "service_documentation",
                "app_registration_endpoint",
            ]);
        reply.Text("issuer").ShouldBe("https://social.example/");
        reply.Text("authorization_endpoint").ShouldBe("https://social.example/oauth/authorize");
        reply.Text("token_endpoint").ShouldBe("https://social.example/oauth/token");
        reply.Text("revocation_endpoint").ShouldBe("https://social.example/oauth/revoke");
        reply.Text("userinfo_endpoint").ShouldBe("https://social.example/oauth/userinfo");
        reply.Text("app_registration_endpoint").ShouldBe("https://social.example/api/v1/apps");
        reply.Text("service_documentation").ShouldBe("https://docs.joinmastodon.org/");
        Texts("response_types_supported").ShouldBe("code");
        Texts("response_modes_supported").ShouldBe("query fragment form_post");
        Texts("grant_types_supported").ShouldBe("authorization_code client_credentials");
        Texts("token_endpoint_auth_methods_supported").ShouldBe("client_secret_basic client_secret_post");
        Texts("code_challenge_methods_supported").ShouldBe("S256");
        Texts("scopes_supported")
            .ShouldBe(
                "read profile write write:accounts write:blocks write:bookmarks write:collections write:conversations write:favourites "
                    + "write:filters write:follows write:lists write:media write:mutes write:notifications write:reports write:statuses "
                    + "read:accounts read:blocks read:bookmarks read:collections read:favourites read:filters read:follows read:lists "
                    + "read:mutes read:notifications read:search read:statuses follow push admin:read admin:read:accounts "
                    + "admin:read:reports admin:read:domain_allows admin:read:domain_blocks admin:read:ip_blocks "
                    + "admin:read:email_domain_blocks admin:read:canonical_email_blocks admin:write admin:write:accounts "
                    + "admin:write:reports admin:write:domain_allows admin:write:domain_blocks admin:write:ip_blocks "
                    + "admin:write:email_domain_blocks admin:write:canonical_email_blocks"
            );

        string Texts(string member) => string.Join(' ', FediverseHost.Texts(reply.Json.GetProperty(member)));
    }

    [Theory]
    [Trait("rfc", "8414-3.1")]
    [InlineData("/.well-known/oauth-authorization-server/oauth2")]
    [InlineData("/oauth2/.well-known/oauth-authorization-server")]
    public async Task The_standard_endpoints_are_an_issuer_of_their_own_beside_it(string path)
    {
        var reply = await Host.GetAsync(path);

        reply.Status.ShouldBe(200);
        reply.Text("issuer").ShouldBe("https://social.example/oauth2");
        reply.Text("token_endpoint").ShouldBe("https://social.example/oauth2/token");
    }

    [Fact]
    [Trait("rfc", "9728-3.2")]
    public async Task The_resource_names_all_issuers()
    {
        var reply = await Host.GetAsync("/.well-known/oauth-protected-resource");

        FediverseHost
            .Texts(reply.Json.GetProperty("authorization_servers"))
            .ShouldBe([
                "https://social.example/oauth2",
                "https://social.example/",
                "https://social.example/gotosocial/",
            ]);
    }

    [Theory]
    [InlineData("/api/v1/instance")]
    [InlineData("/api/v1/instance/")]
    public async Task The_server_describes_itself(string path)
    {
        var reply = await Host.GetAsync(path);

        reply.Status.ShouldBe(200);
        reply.Text("uri").ShouldBe("social.example");
        reply.Text("version").ShouldBe("4.6.0");
        reply.Text("title").ShouldBe("Auth");
    }

    [Fact]
    public async Task NodeInfo_names_the_software_whose_format_is_spoken()
    {
        var links = await Host.GetAsync("/.well-known/nodeinfo");
        var link = links.Json.GetProperty("links")[0];
        link.GetProperty("rel").GetString().ShouldBe("http://nodeinfo.diaspora.software/ns/schema/2.0");
        var href = link.GetProperty("href").GetString()!;

        var document = await Host.GetAsync(href[FediverseHost.PublicBase.Length..]);

        document.Json.GetProperty("software").GetProperty("name").GetString().ShouldBe("mastodon");
        document.Json.GetProperty("version").GetString().ShouldBe("2.0");
    }

    [Theory]
    [InlineData("GET", "/oauth/applications")]
    [InlineData("POST", "/oauth/applications/")]
    [InlineData("DELETE", "/oauth/applications/1")]
    [InlineData("GET", "/oauth/applications/1/edit")]
    public async Task The_pages_of_administrators_are_switched_off(string method, string path)
    {
        var reply = await Host.SendAsync(new HttpMethod(method), path);

        reply.Status.ShouldBe(403);
        reply.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Below_a_path_base_everything_moves_and_the_root_stays_the_standards()
    {
        await using var host = await FediverseHost.StartAsync(setup => setup.Mastodon = o => o.PathBase = "/social");

        var token = await host.TokenAsync(await host.RegisterAsync("/social"), "/social");
        (await host.GetAsync("/social" + Verify, FediverseHost.Bearer(token))).Status.ShouldBe(200);
        (await host.GetAsync(Verify, FediverseHost.Bearer(token))).Status.ShouldBe(404);
        (await host.GetAsync("/.well-known/oauth-authorization-server"))
            .Text("issuer")
            .ShouldBe("https://social.example");
        foreach (
            var path in (string[])
                ["/.well-known/oauth-authorization-server/social", "/social/.well-known/oauth-authorization-server"]
        )
        {
            (await host.GetAsync(path)).Text("issuer").ShouldBe("https://social.example/social/");
        }
    }

    [Fact]
    public async Task Two_dialects_at_one_place_stop_the_start_and_are_named()
    {
        var error = await Should.ThrowAsync<AuthConfigurationException>(() =>
            FediverseHost.StartAsync(setup => setup.GoToSocial = options => options.PathBase = "")
        );

        error.Message.ShouldContain("POST /api/v1/apps is claimed by the dialects mastodon and gotosocial");
    }
}
