using System.Text.Json;
using Auth.Auditing;
using Auth.Pipeline;
using Auth.Storage;
using Auth.Storage.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Admin;

/// <summary>The audit log, the outbox and the overview of operators.</summary>
public sealed class AdminOperationTests
{
    [Fact]
    public async Task The_audit_log_says_who_changed_what_and_filters_narrow_it()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var id = caller.Client.Id;
        await admin.DoAsync("PATCH", $"/clients/{id}", new { tier = "enhanced", limits = new { burst = "9/min" } });

        var entry = await UntilAsync(admin, $"/audit?kind=client_changed&client={id}&actor=unnamed");

        entry.GetProperty("detail").GetString().ShouldBe("tier=enhanced limits=burst:9/min");
        (await admin.DoAsync("GET", "/audit?actor=somebody")).GetProperty("entries").GetArrayLength().ShouldBe(0);
        (await admin.DoAsync("GET", $"/audit?client={id}&to=2000-01-01"))
            .GetProperty("entries")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("after=x")]
    [InlineData("after=99999999999999999999.a")]
    [InlineData("client=%00")]
    [InlineData("format=xlsx")]
    public async Task A_question_that_is_wrong_is_told_how_it_should_be(string query)
    {
        await using var admin = await AdminHost.StartAsync();

        using var response = await admin.SendAsync("GET", $"/audit?{query}");

        ((int)response.StatusCode).ShouldBe(400);
        (await response.ProblemAsync()).GetProperty("detail").GetString()!.ShouldContain("limit 1 to 500");
    }

    [Fact]
    public async Task Pages_and_files_hold_every_entry_and_no_cell_is_a_formula()
    {
        await using var admin = await AdminHost.StartAsync();
        var store = admin.Host.Services.GetRequiredService<IAuditStore>();
        var entries = Enumerable.Range(0, 1_100).Select(i => Some.Audit(Some.Now.AddSeconds(i))).ToList();
        await store.AppendAsync(entries, default);
        await store.AppendAsync(
            [Some.Audit(Some.Now.AddYears(-1)) with { Actor = "=cmd|'/c calc'!A1", Detail = "a \"quoted\", text" }],
            default
        );

        var first = await admin.DoAsync("GET", "/audit?limit=500");
        var second = await admin.DoAsync("GET", $"/audit?limit=500&after={first.GetProperty("next").GetString()}");
        using var csv = await admin.SendAsync("GET", "/audit?format=csv&kind=client_changed");
        using var json = await admin.SendAsync("GET", "/audit?format=json&kind=client_changed");

        second.GetProperty("entries")[0].GetProperty("id").GetString().ShouldBe(entries[599].Id);
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        lines.Length.ShouldBe(1_103);
        lines[^2].ShouldContain(",'=cmd|'/c calc'!A1,3,\"a \"\"quoted\"\", text\",");
        csv.Content.Headers.ContentDisposition!.FileName.ShouldBe("audit.csv");
        csv.Header("Cache-Control").ShouldBe("no-store");
        using var parsed = JsonDocument.Parse(await json.Content.ReadAsStringAsync());
        parsed.RootElement.GetArrayLength().ShouldBe(1_101);
    }

    [Fact]
    public async Task A_mail_that_waits_is_listed_without_its_content_tried_again_and_discarded()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var outbox = admin.Host.Services.GetRequiredService<IOutboxStore>();
        var now = admin.Host.Time.GetUtcNow();
        var mail = Some.Mail(caller.Client.Id, now.AddDays(1)) with { CreatedAt = now, LastError = "SmtpException" };
        await outbox.AddAsync(mail, default);

        var list = await admin.DoAsync("GET", "/outbox");
        var shown = list.GetProperty("messages").EnumerateArray().ShouldHaveSingleItem();
        shown
            .EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["id", "kind", "client_id", "created_at", "due_at", "attempts", "last_error"]);
        list.GetProperty("waiting").GetInt32().ShouldBe(1);

        using var discarded = await admin.SendAsync("DELETE", $"/outbox/{mail.Id}");
        using var gone = await admin.SendAsync("POST", $"/outbox/{mail.Id}/retry");

        ((int)discarded.StatusCode, (int)gone.StatusCode).ShouldBe((204, 404));
        (await outbox.CountAsync(default)).ShouldBe(0);
        (await UntilAsync(admin, "/audit?kind=mail_discarded"))
            .GetProperty("client_id")
            .GetString()
            .ShouldBe(caller.Client.Id);
    }

    [Fact]
    public async Task The_overview_counts_by_tier_and_policy_and_by_day()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        for (var i = 0; i < 101; i++)
        {
            await admin.Host.StatusAsync("/", caller.Token);
        }

        await admin.Host.Services.GetRequiredService<Usage.UsageWriter>().FlushAsync(default);
        admin.Host.Services.GetRequiredService<Traffic.TrafficHistory>().EndMinute();
        var overview = await admin.DoAsync("GET", "/overview");

        var node = overview.GetProperty("this_node");
        var traffic = node.GetProperty("traffic").EnumerateArray().ShouldHaveSingleItem();
        (traffic.GetProperty("tier").GetString(), traffic.GetProperty("policy").GetString()).ShouldBe(
            ("standard", "default")
        );
        (traffic.GetProperty("allowed").GetInt64(), traffic.GetProperty("refused").GetInt64()).ShouldBe((100, 1));
        node.GetProperty("minutes")[0].GetProperty("refused").GetInt64().ShouldBe(1);
        node.GetProperty("counters").GetString().ShouldBe("own");
        var all = overview.GetProperty("all_nodes");
        all.GetProperty("days")[0].GetProperty("allowed").GetInt64().ShouldBe(100);
        all.GetProperty("busiest_today")[0].GetProperty("name").GetString().ShouldBe(caller.Client.Name);
    }

    [Fact]
    public async Task A_change_for_another_version_is_refused_and_changes_nothing()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var path = $"/clients/{caller.Client.Id}";
        var seen = (await admin.DoAsync("GET", path)).GetProperty("version").GetInt64();
        await admin.DoAsync("PATCH", path, new { tier = "enhanced", version = seen });

        using var stale = await admin.SendAsync("PATCH", path, new { disabled = true, version = seen });
        using var wrong = await admin.SendAsync("PATCH", path, new { disabled = true, version = "1" });
        using var nothing = await admin.SendAsync("PATCH", path, new { version = seen + 1 });

        ((int)stale.StatusCode, (int)wrong.StatusCode, (int)nothing.StatusCode).ShouldBe((409, 400, 400));
        (await admin.DoAsync("GET", path)).GetProperty("disabled").GetBoolean().ShouldBeFalse();
    }

    /// <summary>The first entry of an answer; facts arrive on a worker.</summary>
    private static async Task<JsonElement> UntilAsync(AdminHost admin, string path)
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var entries = (await admin.DoAsync("GET", path)).GetProperty("entries");
            if (entries.GetArrayLength() > 0)
            {
                return entries[0];
            }

            await Task.Delay(5);
        }

        throw new InvalidOperationException($"Nothing at {path}.");
    }
}
