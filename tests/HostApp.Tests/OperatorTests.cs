using System.Text.Json;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>What operators do to clients: everything applies to the client's next request.</summary>
public sealed class OperatorTests(OpenHost open) : IClassFixture<OpenHost>
{
    private HostProcess Host => open.Host;

    [Fact]
    public async Task Without_the_key_nobody_gets_in()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        string[] paths = ["clients", $"clients/{application.Id}", "tier-requests"];

        foreach (var path in paths)
        {
            var bare = await Host.GetAsync("auth/admin/" + path);
            bare.Status.ShouldBe(401);
            bare.Body.ShouldBeEmpty();
            bare.Header("WWW-Authenticate").ShouldBe("OperatorKey");
            (await Host.GetAsync("auth/admin/" + path, application.Token)).Status.ShouldBe(401);
            (await WithKeyAsync(Host, path, HostCalls.OperatorKey + "x")).Status.ShouldBe(401);
            (await WithKeyAsync(Host, path, "")).Status.ShouldBe(401);
        }

        var removed = await Host.SendAsync(HttpMethod.Delete, "auth/admin/clients/" + application.Id);
        removed.Status.ShouldBe(401);
        (await Host.GetAsync("v1/images/", application.Token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_host_without_a_configured_key_has_no_operators()
    {
        await using var host = await HostProcess.StartAsync();

        (await host.OperateAsync("GET", "clients")).Status.ShouldBe(401);
        (await WithKeyAsync(host, "clients", "")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Clients_are_found_by_id_by_name_and_by_address()
    {
        var application = await Host.NewApplicationAsync();
        string[] searches =
        [
            application.Id,
            application.Name,
            application.Name[3..].ToUpperInvariant(),
            application.Email,
        ];

        foreach (var search in searches)
        {
            var found = await Host.OperateAsync("GET", "clients?q=" + Uri.EscapeDataString(search));
            found.Status.ShouldBe(200, found.Body);
            var client = found
                .Json.GetProperty("clients")
                .EnumerateArray()
                .Single(client => client.GetProperty("client_id").GetString() == application.Id);
            client.GetProperty("email").GetString().ShouldBe(application.Email);
            client.GetProperty("tier").GetString().ShouldBe("standard");
        }

        var none = await Host.OperateAsync("GET", "clients?q=nobody-is-called-so");
        none.Json.GetProperty("clients").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_newest_first()
    {
        var mine = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            mine.Insert(0, (await Host.NewApplicationAsync()).Id);
        }

        var seen = new List<string>();
        var after = "";
        while (seen.Count < 1_000)
        {
            var page = (await Host.OperateAsync("GET", $"clients?limit=2{after}")).Json;
            seen.AddRange(page.GetProperty("clients").EnumerateArray().Select(Id));
            if (!page.TryGetProperty("next", out var next))
            {
                break;
            }

            after = "&after=" + next.GetString();
        }

        seen.Distinct(StringComparer.Ordinal).Count().ShouldBe(seen.Count);
        seen.Where(mine.Contains).ShouldBe(mine);
    }

    [Fact]
    public async Task One_client_is_shown_with_windows_tokens_and_usage_and_without_its_secret()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        await Host.GetAsync("v1/images/", application.Token);
        await Host.GetAsync("v1/images/", application.Token);

        var shown = await Until.IsAsync(
            () => Host.OperateAsync("GET", "clients/" + application.Id),
            reply => reply.Json.GetProperty("usage").GetProperty("days").GetArrayLength() > 0
        );

        var client = shown.Json;
        client.GetProperty("verified").GetBoolean().ShouldBeTrue();
        client.GetProperty("live_tokens").GetInt32().ShouldBe(1);
        var windows = client.GetProperty("windows").EnumerateArray().ToDictionary(window => Text(window, "name"));
        Text(windows["burst"], "rate").ShouldBe("100/min");
        windows["burst"].GetProperty("used").GetInt32().ShouldBe(2);
        windows["sustained"].GetProperty("remaining").GetInt32().ShouldBe(9998);
        var day = client.GetProperty("usage").GetProperty("days").EnumerateArray().ShouldHaveSingleItem();
        day.GetProperty("allowed").GetInt64().ShouldBe(2);
        client.GetProperty("usage").GetProperty("last_used_at").GetDateTimeOffset().Year.ShouldBeGreaterThan(2024);
        client.GetProperty("secrets").EnumerateArray().ShouldHaveSingleItem();
        shown.Body.ShouldNotContain(application.Secret);
        shown.Body.ShouldNotContain(application.Token);
        shown.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task A_change_applies_to_the_next_request()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        (await ImagesAsync(application))
            .Header("X-RateLimit-Limit-oauth2_client_credentials_burst")
            .ShouldBe("100/min");

        (await PatchAsync(application, new { tier = "enhanced" })).Status.ShouldBe(200);
        (await ImagesAsync(application))
            .Header("X-RateLimit-Limit-enhanced_oauth2_client_credentials_burst")
            .ShouldBe("200/min");

        (await PatchAsync(application, new { limits = new { burst = "5/min" } })).Status.ShouldBe(200);
        (await ImagesAsync(application))
            .Header("X-RateLimit-Limit-enhanced_oauth2_client_credentials_burst")
            .ShouldBe("5/min");

        (await PatchAsync(application, new { tier = "exempt", limits = new { } })).Status.ShouldBe(200);
        (await ImagesAsync(application)).Headers.Keys.ShouldNotContain(name =>
            name.Contains("RateLimit", StringComparison.OrdinalIgnoreCase)
        );

        (await PatchAsync(application, new { tier = "standard", verified = false })).Status.ShouldBe(200);
        (await ImagesAsync(application)).Header("X-RateLimit-Limit-anon_burst").ShouldBe("20/min");

        (await PatchAsync(application, new { disabled = true })).Status.ShouldBe(200);
        var refused = await ImagesAsync(application);
        refused.Status.ShouldBe(403);
        refused.Body.ShouldBe("""{"detail":"You do not have permission to perform this action."}""");

        (await PatchAsync(application, new { disabled = false, verified = true })).Status.ShouldBe(200);
        (await ImagesAsync(application)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"tier":"gold"}""", "tier must name a configured tier other than anonymous.")]
    [InlineData(
        """{"limits":{"burst":"many"}}""",
        "limits must map window names, each once, to rates such as 500/min, or to off."
    )]
    [InlineData("""{"verified":"yes"}""", "verified must be true or false.")]
    [InlineData(
        """{"colour":"red"}""",
        "A field is unknown. The fields are tier, limits, verified, disabled, resource_server, access_type."
    )]
    [InlineData(
        "{}",
        "Nothing changes. The fields are tier, limits, verified, disabled, resource_server, access_type."
    )]
    public async Task A_wrong_change_is_refused_with_a_reason_and_changes_nothing(string body, string detail)
    {
        var application = await Host.NewVerifiedApplicationAsync();

        var reply = await PatchAsync(application, JsonSerializer.Deserialize<JsonElement>(body));

        reply.Status.ShouldBe(400);
        reply.Header("Content-Type").ShouldBe("application/problem+json");
        reply.Text("detail").ShouldBe(detail);
        (await ImagesAsync(application)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Revoked_tokens_end_at_once_and_the_client_may_ask_for_new_ones()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        (await ImagesAsync(application)).Status.ShouldBe(200);

        var revoked = await Host.OperateAsync("POST", $"clients/{application.Id}/revoke-tokens");

        revoked.Body.ShouldBe("""{"revoked":1}""");
        var refused = await ImagesAsync(application);
        refused.Status.ShouldBe(401);
        refused
            .Header("WWW-Authenticate")
            .ShouldBe(
                """Bearer realm="api",error="invalid_token",error_description="The access token is invalid." """.Trim()
            );
        var token = await Host.RequestTokenAsync(application.Id, application.Secret);
        (await Host.GetAsync("v1/images/", token.Text("access_token"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_rotated_secret_overlaps_the_old_one_unless_told_otherwise()
    {
        var application = await Host.NewVerifiedApplicationAsync();

        var rotated = await Host.OperateAsync("POST", $"clients/{application.Id}/secret");
        rotated.Status.ShouldBe(200, rotated.Body);
        var second = rotated.Text("client_secret");
        (await Host.RequestTokenAsync(application.Id, application.Secret)).Status.ShouldBe(200);
        (await Host.RequestTokenAsync(application.Id, second)).Status.ShouldBe(200);

        var again = await Host.OperateAsync("POST", $"clients/{application.Id}/secret", new { overlap_seconds = 0 });
        (await Host.RequestTokenAsync(application.Id, application.Secret)).Status.ShouldBe(401);
        (await Host.RequestTokenAsync(application.Id, second)).Status.ShouldBe(401);
        (await Host.RequestTokenAsync(application.Id, again.Text("client_secret"))).Status.ShouldBe(200);
        (await ImagesAsync(application)).Status.ShouldBe(200, "tokens outlive the secret that fetched them");
    }

    [Fact]
    public async Task A_removed_client_is_gone_with_its_tokens_and_its_name_is_free()
    {
        var application = await Host.NewVerifiedApplicationAsync();

        (await Host.OperateAsync("DELETE", "clients/" + application.Id)).Status.ShouldBe(204);

        (await ImagesAsync(application)).Status.ShouldBe(401);
        (await Host.RequestTokenAsync(application.Id, application.Secret)).Body.ShouldBe(
            """{"error":"invalid_client"}"""
        );
        (await Host.OperateAsync("GET", "clients/" + application.Id)).Status.ShouldBe(404);
        (await Host.OperateAsync("DELETE", "clients/" + application.Id)).Status.ShouldBe(404);
        (await Host.RegisterAsync(application.Name, application.Email)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task An_operator_registers_a_client_that_is_verified_from_the_start()
    {
        var registered = await Host.OperateAsync("POST", "clients", new { name = "A partner", scope = "orders:read" });
        registered.Status.ShouldBe(201, registered.Body);
        var id = Id(registered.Json.GetProperty("client"));

        var token = await Host.FormAsync(
            "v1/auth_tokens/token/",
            ("grant_type", "client_credentials"),
            ("client_id", id),
            ("client_secret", registered.Text("client_secret")),
            ("scope", "orders:read")
        );

        token.Status.ShouldBe(200, token.Body);
        (await Host.GetAsync("orders", token.Text("access_token"))).Status.ShouldBe(200);
        (await Host.GetAsync("orders")).Status.ShouldBe(401);
        var other = await Host.NewVerifiedApplicationAsync();
        (await Host.GetAsync("orders", other.Token)).Status.ShouldBe(403);
    }

    private static Task<Reply> WithKeyAsync(HostProcess host, string path, string key) =>
        host.SendAsync(HttpMethod.Get, "auth/admin/" + path, headers: ("X-Operator-Key", key));

    private Task<Reply> ImagesAsync(Application application) => Host.GetAsync("v1/images/", application.Token);

    private Task<Reply> PatchAsync(Application application, object change) =>
        Host.OperateAsync("PATCH", "clients/" + application.Id, change);

    private static string Id(JsonElement client) => Text(client, "client_id");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
