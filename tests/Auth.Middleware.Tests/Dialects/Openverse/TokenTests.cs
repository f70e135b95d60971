using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/token/</c>, success.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "6749-5.1")]
    public async Task Credentials_buy_a_token_with_exactly_this_answer(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var registered = await host.RegisterAsync();

        var reply = await host.RequestTokenAsync(registered);

        Snapshot.ShouldMatch(reply.Masked);
        reply
            .Json.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["access_token", "scope", "expires_in", "token_type"]);
    }

    [Theory]
    [InlineData("/v1/auth_tokens/token")]
    [InlineData("/v1/auth_tokens/token/")]
    [InlineData("/V1/AUTH_TOKENS/TOKEN/")]
    public async Task Both_slash_forms_are_served_directly(string path)
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var reply = await host.PostFormAsync(path, [("grant_type", "client_credentials"), .. registered.Form]);

        reply.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Multipart_is_read_as_well()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.TokenPath,
            OpenverseHost.Multipart([("grant_type", "client_credentials"), .. registered.Form])
        );

        reply.Status.ShouldBe(200, reply.Body);
    }

    [Fact]
    public async Task Lifetime_and_scopes_follow_the_settings()
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup =>
            setup.Openverse = options =>
            {
                options.TokenLifetime = TimeSpan.FromHours(12);
                options.DefaultScopes = "read write";
            }
        );
        var registered = await host.RegisterAsync();

        var reply = await host.RequestTokenAsync(registered);

        reply.Text("scope").ShouldBe("read write");
        reply.Json.GetProperty("expires_in").GetRawText().ShouldBe("43200");
    }

    [Theory]
    [InlineData("read", "read")]
    [InlineData("write read", "write read")]
    [InlineData("read read", "read")]
    [InlineData("groups", "groups")]
    [Trait("rfc", "6749-3.3")]
    public async Task A_narrower_scope_is_granted_in_the_order_asked(string asked, string granted)
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var reply = await host.RequestTokenAsync(registered, ("scope", asked));

        reply.Text("scope").ShouldBe(granted);
    }

    [Fact]
    [Trait("rfc", "6749-3.2")]
    public async Task Unknown_parameters_are_ignored()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var reply = await host.RequestTokenAsync(
            registered,
            ("foo", "bar"),
            ("GRANT_TYPE", "password"),
            ("refresh_token", "")
        );

        reply.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Every_call_makes_another_token_and_the_others_live_on()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var first = await host.TokenAsync(registered);
        var second = await host.TokenAsync(registered);

        second.ShouldNotBe(first);
        foreach (var token in (string[])[first, second])
        {
            (await host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(200);
        }
    }

    [Theory]
    [InlineData("{0}:{1}")]
    [InlineData("%{2:X2}{3}:{1}")]
    [Trait("rfc", "6749-2.3.1")]
    public async Task Basic_credentials_are_form_decoded(string pair)
    {
        await using var host = await OpenverseHost.StartAsync();
        var (id, secret) = await host.RegisterAsync();
        var text = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            pair,
            id,
            secret,
            (int)id[0],
            id[1..]
        );

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.TokenPath,
            OpenverseHost.Form(("grant_type", "client_credentials")),
            Registered.BasicOf(text)
        );

        reply.Status.ShouldBe(200, reply.Body);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("BASIC")]
    [Trait("rfc", "7617-2")]
    public async Task The_case_of_the_scheme_does_not_count(string scheme)
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.TokenPath,
            OpenverseHost.Form(("grant_type", "client_credentials"), ("client_id", registered.ClientId)),
            ("Authorization", scheme + registered.Basic.Value["Basic".Length..])
        );

        reply.Status.ShouldBe(200, reply.Body);
    }

    [Fact]
    [Trait("rfc", "6749-3.2")]
    public async Task An_empty_secret_beside_Basic_counts_as_none()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.TokenPath,
            OpenverseHost.Form(("grant_type", "client_credentials"), ("client_secret", "")),
            registered.Basic
        );

        reply.Status.ShouldBe(200, reply.Body);
    }
}
