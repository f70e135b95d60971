using System.Globalization;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>The host as a process: start, stop, addresses, health, and what survives.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Two_processes_share_a_SQLite_file_and_may_start_at_once()
    {
        var shared = Directory.CreateTempSubdirectory("auth-shared-");
        try
        {
            var settings = OpenHost.Settings;
            settings["ConnectionStrings__Auth"] = $"Data Source={Path.Combine(shared.FullName, "auth.db")}";
            var hosts = await Task.WhenAll(HostProcess.StartAsync(settings), HostProcess.StartAsync(settings));
            await using var first = hosts[0];
            await using var second = hosts[1];

            for (var i = 0; i < 5; i++)
            {
                var application = await first.NewApplicationAsync();
                var token = await second.RequestTokenAsync(application.Id, application.Secret);
                token.Status.ShouldBe(200, token.Body);
                (await first.GetAsync("v1/rate_limit/", token.Text("access_token"))).Status.ShouldBe(200);
                (await second.GetAsync("v1/rate_limit/", application.Token)).Status.ShouldBe(200);
                var taken = await second.RegisterAsync(application.Name, application.Email);
                taken.Body.ShouldBe("""{"name":["An application with this name already exists."]}""");
            }

            (await first.StopAsync()).ShouldBe(0);
            (await second.StopAsync()).ShouldBe(0);
        }
        finally
        {
            shared.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task SIGTERM_ends_it_cleanly_and_the_next_start_knows_everything()
    {
        await using var host = await HostProcess.StartAsync(OpenHost.Settings);
        var application = await host.NewVerifiedApplicationAsync();
        (await host.GetAsync("v1/images/", application.Token)).Status.ShouldBe(200);

        (await host.StopAsync()).ShouldBe(0);
        host.Output.ShouldNotContain("fail:");
        host.Output.ShouldNotContain("warn:");
        File.Exists(Path.Combine(host.DataDirectory, "auth.db-wal")).ShouldBeFalse("the log was folded into the file");

        await host.StartAgainAsync();
        (await host.GetAsync("v1/images/", application.Token)).Status.ShouldBe(200);
        (await host.RequestTokenAsync(application.Id, application.Secret)).Status.ShouldBe(200);
        var seen = await host.OperateAsync("GET", "clients/" + application.Id);
        var day = seen.Json.GetProperty("usage").GetProperty("days").EnumerateArray().ShouldHaveSingleItem();
        day.GetProperty("allowed").GetInt64().ShouldBe(1, "the stop has written what the requests counted");
    }

    [Fact]
    public async Task The_command_line_chooses_the_address()
    {
        // HostProcess passes --urls: it wins over the environment and over the host's own default.
        var settings = OpenHost.Settings;
        settings["ASPNETCORE_URLS"] = "http://127.0.0.1:1";

        await using var host = await HostProcess.StartAsync(settings);

        host.Output.ShouldContain(
            "Now listening on: http://127.0.0.1:" + host.Port.ToString(CultureInfo.InvariantCulture)
        );
        host.Output.ShouldNotContain("127.0.0.1:1\n");
    }

    [Fact]
    public async Task Health_is_open_to_everybody_and_never_limited()
    {
        var settings = OpenHost.Settings;
        settings["Auth__RateLimiting__Tiers__anonymous__burst"] = "1/min";
        await using var host = await HostProcess.StartAsync(settings);

        for (var i = 0; i < 5; i++)
        {
            foreach (var path in (string[])["health/live", "health/ready"])
            {
                var reply = await host.GetAsync(path);
                reply.Status.ShouldBe(200);
                reply.Body.ShouldBe("Healthy");
                reply.Headers.Keys.ShouldNotContain(name =>
                    name.Contains("RateLimit", StringComparison.OrdinalIgnoreCase)
                );
            }
        }

        (await host.GetAsync("v1/images/")).Status.ShouldBe(200);
        (await host.GetAsync("v1/images/")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task In_memory_it_works_and_keeps_nothing()
    {
        var settings = OpenHost.Settings;
        settings["Auth__Storage"] = "InMemory";
        await using var host = await HostProcess.StartAsync(settings);
        var application = await host.NewVerifiedApplicationAsync();
        (await host.GetAsync("v1/images/", application.Token))
            .Header("X-RateLimit-Limit-oauth2_client_credentials_burst")
            .ShouldBe("100/min");
        Directory.GetFiles(host.DataDirectory, "auth.*").ShouldBeEmpty();

        await host.RestartAsync();

        var forgotten = await host.GetAsync("v1/images/", application.Token);
        forgotten.Status.ShouldBe(401);
        forgotten.Body.ShouldBe("""{"detail":"Incorrect authentication credentials."}""");
    }

    [Fact]
    public async Task An_unknown_store_is_refused_at_the_start_with_the_key_and_the_choices()
    {
        var settings = OpenHost.Settings;
        settings["Auth__Storage"] = "Oracle";

        var error = await Should.ThrowAsync<InvalidOperationException>(() => HostProcess.StartAsync(settings));

        error.Message.ShouldContain("Auth:Storage is 'Oracle': write Sqlite, PostgreSql or InMemory.");
    }
}
