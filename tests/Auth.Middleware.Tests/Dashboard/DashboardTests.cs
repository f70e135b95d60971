using Auth.Pipeline;
using Auth.Storage;
using Auth.Storage.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dashboard;

/// <summary>The pages beside a client's: overview, inbox, audit log, mail; and what holds for all of them.</summary>
public sealed class DashboardTests
{
    private static readonly string[] Pages = ["", "/clients", "/tier-requests", "/audit", "/outbox"];

    [Fact]
    public async Task A_host_that_leaves_it_open_does_not_start()
    {
        var problem = await Should.ThrowAsync<AuthConfigurationException>(() =>
            PipelineHost.StartAsync(app => app.MapAuthDashboard("/dash"))
        );

        problem.Message.ShouldContain("of MapAuthDashboard is open to everybody");
    }

    [Fact]
    public async Task Every_page_is_kept_out_of_caches_and_frames_and_runs_no_script_but_ours()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        foreach (var path in Pages)
        {
            using var response = await dashboard.SendAsync(HttpMethod.Get, "/dash" + path);

            ((int)response.StatusCode).ShouldBe(200, path);
            response.Header("Cache-Control").ShouldBe("no-store");
            var policy = response.Header("Content-Security-Policy")!;
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
        }
    }

    [Fact]
    [Trait("rfc", "9110-15.5.6")]
    public async Task Other_methods_are_refused_with_nothing_but_those_allowed()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        foreach (var path in Pages)
        {
            using var response = await dashboard.SendAsync(HttpMethod.Put, "/dash" + path);

            ((int)response.StatusCode, await response.Content.ReadAsStringAsync()).ShouldBe((405, ""), path);
            response.Content.Headers.Allow.ShouldBe(
                path is "/tier-requests" or "/outbox" ? ["GET", "HEAD", "POST", "OPTIONS"] : ["GET", "HEAD", "OPTIONS"],
                path
            );
        }
    }

    [Fact]
    public async Task A_store_that_is_down_is_a_page_that_says_so()
    {
        await using var dashboard = await DashboardHost.StartAsync(withFaults: true);
        foreach (
            var call in (string[])
                [
                    "IOutboxStore.CountAsync",
                    "IClientStore.PageAsync",
                    "ITierRequestStore.PageAsync",
                    "IAuditStore.PageAsync",
                ]
        )
        {
            dashboard.Faults.Fail(call);
        }

        foreach (var path in Pages)
        {
            using var response = await dashboard.SendAsync(HttpMethod.Get, "/dash" + path);

            ((int)response.StatusCode, response.Header("Retry-After")).ShouldBe((503, "5"), path);
            (await response.Content.ReadAsStringAsync()).ShouldContain("We cannot answer right now");
        }
    }

    [Fact]
    public async Task A_request_is_approved_once_and_the_second_operator_is_told()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var requests = dashboard.Host.Services.GetRequiredService<ITierRequestStore>();
        await requests.TryAddAsync(Some.TierRequest(caller.Client.Id), default);
        var (mine, theirs) = (
            await dashboard.PageAsync("/dash/tier-requests"),
            await dashboard.PageAsync("/dash/tier-requests")
        );

        using var approved = await dashboard.SubmitAsync(mine, "Approve", ("note", "Welcome"));
        using var late = await dashboard.SubmitAsync(theirs, "Decline");

        ((int)approved.StatusCode, (int)late.StatusCode).ShouldBe((303, 409));
        using var response = await dashboard.Host.GetAsync("/", caller.Token);
        response.Policies()[0].Number("q").ShouldBe(200);
        (await dashboard.PageAsync("/dash/tier-requests?status=approved")).ShouldContain("Welcome");
    }

    [Fact]
    public async Task The_audit_log_filters_goes_on_and_is_sent_as_a_file()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var entries = Enumerable.Range(0, 60).Select(i => Some.Audit(Some.Now.AddSeconds(i))).ToList();
        await dashboard.Host.Services.GetRequiredService<IAuditStore>().AppendAsync(entries, default);

        var page = await dashboard.PageAsync("/dash/audit?kind=client_changed&actor=ada");
        using var file = await dashboard.SendAsync(HttpMethod.Get, "/dash/audit/file?format=csv&actor=ada");
        using var wrong = await dashboard.SendAsync(HttpMethod.Get, "/dash/audit?from=then");

        page.ShouldContain("kind=client_changed&amp;actor=ada");
        page.ShouldContain("Next page");
        (await dashboard.PageAsync("/dash/audit?actor=nobody")).ShouldContain("Nothing is recorded.");
        (await file.Content.ReadAsStringAsync()).Split("\r\n").Length.ShouldBe(62);
        ((int)wrong.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_mail_is_tried_again_and_one_is_discarded()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var outbox = dashboard.Host.Services.GetRequiredService<IOutboxStore>();
        var due = dashboard.Host.Time.GetUtcNow().AddDays(2);
        var mail = Some.Mail(caller.Client.Id, due) with { Attempts = 3, LastError = "SmtpException" };
        await outbox.AddAsync(mail, default);
        var page = await dashboard.PageAsync("/dash/outbox");
        page.ShouldContain("SmtpException");

        using var discarded = await dashboard.SubmitAsync(page, "Discard");
        using var late = await dashboard.SubmitAsync(page, "Try now");

        ((int)discarded.StatusCode, (int)late.StatusCode).ShouldBe((303, 409));
        (await outbox.CountAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task The_overview_tells_what_is_of_all_nodes_from_what_is_of_this_one()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        await dashboard.Host.StatusAsync("/", caller.Token);
        await dashboard.Host.Services.GetRequiredService<Usage.UsageWriter>().FlushAsync(default);

        var page = await dashboard.PageAsync("/dash");

        page.IndexOf("All nodes", StringComparison.Ordinal)
            .ShouldBeLessThan(page.IndexOf("This node", StringComparison.Ordinal));
        page.ShouldContain(caller.Client.Name);
        page.ShouldContain("<td>default</td>");
        page.ShouldContain("data-refresh=\"10\"");
    }
}
