using Auth.Pipeline;
using Auth.Storage;
using Auth.TestKit;
using Auth.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Admin;

/// <summary>What operators do to clients.</summary>
public sealed class AdminClientTests
{
    [Fact]
    public async Task An_operator_registers_a_client_that_works_at_once()
    {
        await using var admin = await AdminHost.StartAsync();

        var body = new
        {
            name = " Größe 大 ",
            description = new string('d', 10_000),
            email = "Jane@Example.org",
            scope = "orders:read",
        };
        using var response = await admin.SendAsync("POST", "/clients", body);

        ((int)response.StatusCode).ShouldBe(201);
        var created = await response.JsonAsync();
        var client = created.GetProperty("client");
        client.GetProperty("name").GetString().ShouldBe("Größe 大");
        client.GetProperty("email").GetString().ShouldBe("Jane@example.org");
        client.GetProperty("verified").GetBoolean().ShouldBeTrue();
        client.TryGetProperty("lapses_at", out _).ShouldBeFalse();
        var secret = created.GetProperty("client_secret").GetString()!;
        (await admin.AuthenticateAsync(client.GetProperty("client_id").GetString()!, secret)).ShouldBe(200);
        using var again = await admin.SendAsync("POST", "/clients", new { name = "GRÖßE  大" });
        ((int)again.StatusCode).ShouldBe(409);
        await again.ProblemAsync();
    }

    [Fact]
    public async Task A_change_reaches_the_next_request()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var path = $"/clients/{caller.Client.Id}";
        await admin.Host.StatusAsync("/", caller.Token);

        var changed = await admin.DoAsync("PATCH", path, "{\"tier\":\"ENHANCED\",\"limits\":{\"burst\":\"7/min\"}}");
        using var limited = await admin.Host.GetAsync("/", caller.Token);
        await admin.DoAsync("PATCH", path, new { disabled = true });

        changed.GetProperty("tier").GetString().ShouldBe("enhanced");
        changed.GetProperty("version").GetInt64().ShouldBe(2);
        limited.Policies().Select(p => p.Number("q")).ShouldBe([7, 20_000]);
        (await admin.Host.StatusAsync("/", caller.Token)).ShouldBe(401);
        await admin.DoAsync("PATCH", path, new { disabled = false });
        (await admin.Host.StatusAsync("/", caller.Token)).ShouldBe(200);
    }

    [Fact]
    public async Task Changes_of_several_operators_are_laid_over_one_another()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var path = $"/clients/{caller.Client.Id}";
        string[] patches =
        [
            "{\"tier\":\"enhanced\"}",
            "{\"limits\":{\"burst\":\"7/min\"}}",
            "{\"verified\":false}",
            "{\"disabled\":true}",
            "{\"resource_server\":true}",
        ];

        var statuses = await Race.RunAsync(
            patches.Length,
            rounds: 1,
            async (_, contestant) =>
            {
                using var response = await admin.SendAsync("PATCH", path, patches[contestant]);
                return (int)response.StatusCode;
            }
        );

        statuses[0].ShouldAllBe(status => status == 200);
        var client = await admin.DoAsync("GET", path);
        client.GetProperty("tier").GetString().ShouldBe("enhanced");
        client.GetProperty("limits").GetProperty("burst").GetString().ShouldBe("7/min");
        client.GetProperty("verified").GetBoolean().ShouldBeFalse();
        client.GetProperty("disabled").GetBoolean().ShouldBeTrue();
        client.GetProperty("resource_server").GetBoolean().ShouldBeTrue();
        client.GetProperty("version").GetInt64().ShouldBe(6);
    }

    [Fact]
    public async Task Taking_the_verification_away_ends_the_links_on_their_way()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync(verified: false);
        var verifier = admin.Host.Services.GetRequiredService<EmailVerifier>();
        var code = await verifier.CreateCodeAsync(caller.Client, default);

        await admin.DoAsync("PATCH", $"/clients/{caller.Client.Id}", new { verified = false });

        (await verifier.ConfirmAsync(code, default)).ShouldBe(VerificationStatus.Unknown);
        var client = await admin.DoAsync("GET", $"/clients/{caller.Client.Id}");
        client.GetProperty("verified").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_removed_client_is_gone_with_its_tokens_and_its_name()
    {
        await using var admin = await AdminHost.StartAsync();
        var created = await admin.DoAsync("POST", "/clients", new { name = "App" });
        var id = created.GetProperty("client").GetProperty("client_id").GetString()!;
        var client = await admin.Host.Services.GetRequiredService<IClientStore>().FindAsync(id, default);
        var token = await admin.Host.IssueAsync(client!);
        (await admin.Host.StatusAsync("/", token)).ShouldBe(200);

        using var removed = await admin.SendAsync("DELETE", $"/clients/{id}");
        using var again = await admin.SendAsync("DELETE", $"/clients/{id}");

        ((int)removed.StatusCode).ShouldBe(204);
        ((int)again.StatusCode).ShouldBe(404);
        (await admin.Host.StatusAsync("/", token)).ShouldBe(401);
        await admin.DoAsync("POST", "/clients", new { name = "App" });
    }

    [Fact]
    public async Task Revoking_ends_all_tokens_and_says_how_many()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var second = await admin.Host.IssueAsync(caller.Client);
        await admin.Host.StatusAsync("/", caller.Token);

        var view = await admin.DoAsync("GET", $"/clients/{caller.Client.Id}");
        var revoked = await admin.DoAsync("POST", $"/clients/{caller.Client.Id}/revoke-tokens");

        view.GetProperty("live_tokens").GetInt32().ShouldBe(2);
        revoked.GetProperty("revoked").GetInt32().ShouldBe(2);
        (await admin.Host.StatusAsync("/", caller.Token)).ShouldBe(401);
        (await admin.Host.StatusAsync("/", second)).ShouldBe(401);
    }

    [Fact]
    public async Task While_a_rotation_overlaps_both_secrets_work_and_then_only_the_new_one()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync(scopes: ["orders:read"]);
        var id = caller.Client.Id;

        var rotated = await admin.DoAsync("POST", $"/clients/{id}/secret", new { overlap_seconds = 60 });
        var fresh = rotated.GetProperty("client_secret").GetString()!;

        for (var second = 0; second < 60; second += 20)
        {
            (await admin.AuthenticateAsync(id, caller.Secret)).ShouldBe(200);
            (await admin.AuthenticateAsync(id, fresh)).ShouldBe(200);
            admin.Host.Time.Advance(TimeSpan.FromSeconds(20));
        }

        (await admin.AuthenticateAsync(id, caller.Secret)).ShouldBe(401);
        (await admin.AuthenticateAsync(id, fresh)).ShouldBe(200);
        (await admin.Host.StatusAsync("/", caller.Token)).ShouldBe(200);
        var none = await admin.DoAsync("POST", $"/clients/{id}/secret", new { overlap_seconds = 0 });
        (await admin.AuthenticateAsync(id, fresh)).ShouldBe(401);
        (await admin.AuthenticateAsync(id, none.GetProperty("client_secret").GetString()!)).ShouldBe(200);
    }

    [Fact]
    public async Task No_reading_shows_a_secret_a_token_or_a_hash()
    {
        await using var admin = await AdminHost.StartAsync();
        var created = await admin.DoAsync("POST", "/clients", new { name = "App", email = "jane@example.org" });
        var id = created.GetProperty("client").GetProperty("client_id").GetString()!;
        var client = (await admin.Host.Services.GetRequiredService<IClientStore>().FindAsync(id, default))!;
        var token = await admin.Host.IssueAsync(client);
        string[] hidden =
        [
            created.GetProperty("client_secret").GetString()!,
            token,
            client.Secrets[0].Hash.Value,
            client.Secrets[0].Hash.Value.Split('$')[^1],
            client.Email!.Ciphertext,
            client.Email.LookupKey,
        ];

        foreach (var path in (string[])["/clients", $"/clients/{id}", "/clients?q=App", "/tier-requests"])
        {
            var text = (await admin.DoAsync("GET", path)).GetRawText();
            hidden.ShouldAllBe(value => !text.Contains(value));
        }

        admin.Host.Log.All.ShouldAllBe(line => !hidden.Any(value => line.Text.Contains(value)));
    }

    [Fact]
    public async Task One_client_is_shown_with_windows_and_usage()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        await admin.Host.StatusAsync("/", caller.Token);
        await admin.Host.Services.GetRequiredService<Auth.Usage.UsageWriter>().FlushAsync(default);

        var view = await admin.DoAsync("GET", $"/clients/{caller.Client.Id}");

        var burst = view.GetProperty("windows").EnumerateArray().First();
        burst.GetProperty("name").GetString().ShouldBe("burst");
        burst.GetProperty("used").GetInt32().ShouldBe(1);
        burst.GetProperty("remaining").GetInt32().ShouldBe(99);
        var day = view.GetProperty("usage").GetProperty("days").EnumerateArray().ShouldHaveSingleItem();
        day.GetProperty("allowed").GetInt64().ShouldBe(1);
        view.GetProperty("usage").GetProperty("last_used_at").GetDateTimeOffset().ShouldBe(admin.Host.Time.GetUtcNow());
    }

    [Fact]
    public async Task While_the_store_is_down_operators_are_told_to_try_again()
    {
        Bearer.Sessions.WatchedTokenStore? tokens = null;
        await using var admin = await AdminHost.StartAsync(auth =>
            auth.UseStore<ITokenStore>(services =>
                tokens = new(
                    new Storage.InMemory.InMemoryTokenStore(
                        services.GetRequiredService<Storage.InMemory.InMemoryDatabase>()
                    )
                )
            )
        );
        var caller = await admin.Host.RegisterAsync();
        tokens!.Failure = new TimeoutException("down");

        using var response = await admin.SendAsync("POST", $"/clients/{caller.Client.Id}/revoke-tokens");

        ((int)response.StatusCode).ShouldBe(503);
        response.RetryAfter().ShouldBe(5);
        await response.ProblemAsync();
        tokens.Failure = null;
        (await admin.Host.StatusAsync("/", caller.Token)).ShouldBe(200);
    }
}
