using System.Text.Json;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>A developer registers, verifies, hits the limit and asks for more; an operator grants it with <c>auth-admin</c>.</summary>
public sealed class AdminScenarioTests(OpenHost open) : IClassFixture<OpenHost>
{
    private HostProcess Host => open.Host;

    [Fact]
    public async Task An_operator_grants_more_to_a_developer_who_hit_the_limit()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        var found = await Host.AdminJsonAsync("list", application.Email);
        Id(found.GetProperty("clients")[0]).ShouldBe(application.Id);

        var statuses = new List<int>();
        for (var i = 0; i < 101; i++)
        {
            statuses.Add((await Host.GetAsync("v1/images/", application.Token)).Status);
        }

        statuses.Count(status => status == 200).ShouldBe(100);
        statuses[^1].ShouldBe(429);
        var burst = (await Host.AdminJsonAsync("usage", application.Id)).GetProperty("windows")[0];
        burst.GetProperty("remaining").GetInt32().ShouldBe(0);
        (await Host.AdminAsync("usage", application.Id)).Output.ShouldContain(new string('█', 20));

        var asked = await Host.SendAsync(
            HttpMethod.Post,
            "v1/rate_limit/request/",
            application.Token,
            new FormUrlEncodedContent([
                KeyValuePair.Create("tier", "enhanced"),
                KeyValuePair.Create("reason", "We index everything."),
            ])
        );
        asked.Status.ShouldBe(201, asked.Body);

        var pending = await Host.AdminJsonAsync("requests", "list");
        var request = pending.GetProperty("requests").EnumerateArray().Single(request => Id(request) == application.Id);
        (await Host.AdminAsync("requests", "list")).Output.ShouldContain("We index everything.");
        var id = request.GetProperty("id").GetString()!;
        var granted = await Host.AdminJsonAsync("requests", "approve", id, "--note", "Have fun.");
        granted.GetProperty("status").GetString().ShouldBe("approved");

        var served = await Host.GetAsync("v1/images/", application.Token);
        served.Status.ShouldBe(200);
        served.Header("RateLimit-Policy").ShouldStartWith("\"burst\";q=200;w=60");
        var shown = await Host.AdminJsonAsync("show", application.Id);
        shown.GetProperty("tier").GetString().ShouldBe("enhanced");
        shown.GetProperty("windows")[0].GetProperty("rate").GetString().ShouldBe("200/min");
        var again = await Host.AdminAsync("requests", "approve", id);
        (again.ExitCode, again.Output).ShouldBe((1, ""));
        again.Error.ShouldContain("already");
    }

    private static string? Id(JsonElement json) => json.GetProperty("client_id").GetString();
}
