using System.Text.Json;
using System.Text.Json.Nodes;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>Limits are settings: files and environment, live.</summary>
public sealed class LiveConfigurationTests
{
    [Fact]
    public async Task An_edit_of_appsettings_applies_without_a_restart()
    {
        await using var host = await HostProcess.StartAsync(OpenHost.Settings);
        var application = await host.NewVerifiedApplicationAsync();
        (await BurstAsync(host, application)).ShouldBe("100/min");

        await EditAsync(host, "3/min");
        await Until.IsAsync(() => BurstAsync(host, application), burst => burst == "3/min");

        for (var i = 0; i < 3; i++)
        {
            (await host.GetAsync("v1/images/", application.Token)).Status.ShouldBe(200);
        }

        var refused = await host.GetAsync("v1/images/", application.Token);
        refused.Status.ShouldBe(429);
        refused.Header("X-RateLimit-Limit-oauth2_client_credentials_burst").ShouldBe("3/min");
    }

    [Theory]
    [InlineData("lots/minute", "Auth:RateLimiting:Tiers:standard:burst")]
    [InlineData(null, "appsettings.json")]
    public async Task A_wrong_edit_keeps_the_limits_and_logs_one_error_and_a_right_one_heals_it(
        string? rate,
        string named
    )
    {
        await using var host = await HostProcess.StartAsync(OpenHost.Settings);
        var application = await host.NewVerifiedApplicationAsync();

        if (rate is null)
        {
            await File.WriteAllTextAsync(Settings(host), """{ "Auth": { """);
        }
        else
        {
            await EditAsync(host, rate);
        }

        await Until.IsAsync(
            () => Task.FromResult(host.Output),
            output => output.Contains("fail:", StringComparison.Ordinal)
        );
        (await BurstAsync(host, application)).ShouldBe("100/min");
        host.Output.ShouldContain(named);

        await EditAsync(host, "7/min");
        await Until.IsAsync(() => BurstAsync(host, application), burst => burst == "7/min");
        host.Output.Split("fail:").Length.ShouldBe(2, host.Output);
        (await host.OperateAsync("GET", "clients")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Wrong_edits_of_other_settings_keep_those_in_force_and_stop_nothing()
    {
        await using var host = await HostProcess.StartAsync(OpenHost.Settings);
        await File.WriteAllTextAsync(
            Settings(host),
            """{ "Auth": { "Mail": { "HourlyLimit": 0 }, "Token": { "Lifetime": "soon" }, "Openverse": { "TokenLifetime": "00:00:00" } } }"""
        );

        var application = await Until.IsAsync(
            () => host.NewVerifiedApplicationAsync(),
            _ => host.Output.Split("fail:").Length > 2
        );

        var token = await host.RequestTokenAsync(application.Id, application.Secret);
        token.Json.GetProperty("expires_in").GetInt32().ShouldBe(36_000);
        (await host.GetAsync("v1/images/", token.Text("access_token"))).Status.ShouldBe(200);
        host.Output.ShouldContain("Auth:Openverse:TokenLifetime must be at least one second.");
        host.Output.Split("fail:").Length.ShouldBe(3, host.Output);
    }

    [Fact]
    public async Task The_environment_overrides_the_file()
    {
        var settings = OpenHost.Settings;
        settings["Auth__RateLimiting__Tiers__standard__burst"] = "5/min";
        settings["Auth__RateLimiting__Tiers__standard__sustained"] = "off";
        settings["Auth__Openverse__TokenLifetime"] = "12:00:00";
        settings["Auth__Openverse__DefaultScopes"] = "read write";
        settings["Auth__CredentialPrefix"] = "acme";
        await using var host = await HostProcess.StartAsync(settings);

        var application = await host.NewVerifiedApplicationAsync();

        application.Token.ShouldStartWith("acme_at_");
        var token = await host.RequestTokenAsync(application.Id, application.Secret);
        token.Body.ShouldEndWith(""","scope":"read write","expires_in":43200,"token_type":"Bearer"}""");
        var info = await host.GetAsync("v1/rate_limit/", application.Token);
        info.Json.GetProperty("limits").GetRawText().ShouldBe("""{"burst":"5/min"}""");
    }

    [Fact]
    public async Task A_policy_can_be_switched_off()
    {
        await using var host = await HostProcess.StartAsync(
            new Dictionary<string, string?> { ["Auth__RateLimiting__Policies__register"] = "off" }
        );

        for (var i = 0; i < 12; i++)
        {
            var reply = await host.RegisterAsync($"Number {i}", $"number-{i}@example.org");
            reply.Status.ShouldBe(201);
            reply.Headers.Keys.ShouldNotContain(name => name.Contains("RateLimit", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task The_eleventh_registration_of_a_day_is_refused_unless_told_otherwise()
    {
        await using var host = await HostProcess.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            (await host.RegisterAsync($"Number {i}", $"number-{i}@example.org")).Status.ShouldBe(201);
        }

        var refused = await host.RegisterAsync("One too many", "eleven@example.org");

        refused.Status.ShouldBe(429);
        refused.Header("X-RateLimit-Limit-tenperday").ShouldBe("10/day");
        refused.Header("X-RateLimit-Available-tenperday").ShouldBe("0");
        refused.Body.ShouldMatch("^\\{\"detail\":\"Request was throttled. Expected available in [0-9]+ seconds.\"\\}$");
    }

    private static string Settings(HostProcess host) => Path.Combine(host.DataDirectory, "appsettings.json");

    private static async Task<string> BurstAsync(HostProcess host, Application application)
    {
        var info = await host.GetAsync("v1/rate_limit/", application.Token);
        info.Status.ShouldBe(200, info.Body);
        return info.Json.GetProperty("limits").GetProperty("burst").GetString()!;
    }

    /// <summary>Writes the whole file, as an editor does.</summary>
    private static async Task EditAsync(HostProcess host, string burst)
    {
        var settings = new JsonObject
        {
            ["Auth"] = new JsonObject
            {
                ["RateLimiting"] = new JsonObject
                {
                    ["Tiers"] = new JsonObject { ["standard"] = new JsonObject { ["burst"] = burst } },
                },
            },
        };
        await File.WriteAllTextAsync(
            Settings(host),
            settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true })
        );
    }
}
