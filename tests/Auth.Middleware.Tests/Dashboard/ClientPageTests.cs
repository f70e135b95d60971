using Auth.Admin;
using Auth.Auditing;
using Auth.Pipeline;
using Auth.Storage;
using Auth.Storage.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dashboard;

/// <summary>What operators do to one client with the forms of its page.</summary>
public sealed class ClientPageTests
{
    [Fact]
    public async Task A_tier_and_a_limit_apply_to_the_next_request()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var path = $"/dash/clients/{caller.Client.Id}";

        var page = await dashboard.PageAsync(path);
        using var saved = await dashboard.SubmitAsync(page, "Save", ("tier", "enhanced"), ("limit-burst", "7/min"));

        ((int)saved.StatusCode, saved.Headers.Location!.ToString()).ShouldBe((303, path));
        (await dashboard.PageAsync(path)).ShouldContain("The change is saved");
        (await dashboard.PageAsync(path)).ShouldNotContain("The change is saved");
        using var response = await dashboard.Host.GetAsync("/", caller.Token);
        response.Policies()[0].Number("q").ShouldBe(7);
    }

    [Fact]
    public async Task A_form_that_is_stale_changes_nothing_and_says_so()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var path = $"/dash/clients/{caller.Client.Id}";
        var seen = await dashboard.PageAsync(path);
        using var first = await dashboard.SubmitAsync(await dashboard.PageAsync(path), "Disable");

        foreach (var button in (string[])["Save", "Issue a new secret", "Delete the client"])
        {
            using var stale = await dashboard.SubmitAsync(seen, button, ("tier", "standard"), ("confirm", "yes"));
            ((int)stale.StatusCode).ShouldBe(409, button);
            (await stale.Content.ReadAsStringAsync()).ShouldContain("Somebody was faster");
        }

        var client = await dashboard
            .Host.Services.GetRequiredService<IClientStore>()
            .FindAsync(caller.Client.Id, default);
        (client!.Disabled, client.Secrets.Length, client.Version).ShouldBe((true, 1, 2));
    }

    [Fact]
    public async Task A_form_works_once_and_only_with_its_proof()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var page = await dashboard.PageAsync($"/dash/clients/{caller.Client.Id}");

        using var forged = await dashboard.SubmitAsync(page, "Disable", ("proof", "AAAA"));
        using var other = await dashboard.SubmitAsync(page, "Disable", ("action", "delete"), ("confirm", "yes"));
        using var right = await dashboard.SubmitAsync(page, "Revoke all tokens");
        using var again = await dashboard.SubmitAsync(page, "Revoke all tokens");

        ((int)forged.StatusCode, (int)other.StatusCode, (int)right.StatusCode, (int)again.StatusCode).ShouldBe(
            (400, 400, 303, 400)
        );
        (await dashboard.Host.StatusAsync("/", caller.Token)).ShouldBe(401);
    }

    [Fact]
    public async Task A_new_secret_is_shown_once_and_is_in_no_url()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var path = $"/dash/clients/{caller.Client.Id}";

        using var rotated = await dashboard.SubmitAsync(
            await dashboard.PageAsync(path),
            "Issue a new secret",
            ("overlap", "0")
        );
        var text = await rotated.Content.ReadAsStringAsync();

        ((int)rotated.StatusCode, rotated.Header("Cache-Control")).ShouldBe((200, "no-store"));
        var secret = text.Split("value=\"auth_cs_")[1].Split('"')[0];
        (await dashboard.PageAsync(path)).ShouldNotContain(secret);
        dashboard.Host.Log.All.ShouldNotContain(line => line.Text.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_is_ended_alone_and_the_log_says_which()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var path = $"/dash/clients/{caller.Client.Id}";
        var leaked = caller.Client.Secrets[0].Id;
        (await dashboard.PageAsync(path)).ShouldNotContain("End now");
        using var rotated = await dashboard.SubmitAsync(await dashboard.PageAsync(path), "Issue a new secret");
        var page = await dashboard.PageAsync(path);

        using var unknown = await dashboard.SubmitAsync(page, "End now", ("secret", "nothing"));
        using var ended = await dashboard.SubmitAsync(await dashboard.PageAsync(path), "End now");
        using var stale = await dashboard.SubmitAsync(page, "Disable");

        ((int)unknown.StatusCode, (int)ended.StatusCode, (int)stale.StatusCode).ShouldBe((409, 303, 409));
        var client = await dashboard
            .Host.Services.GetRequiredService<IClientStore>()
            .FindAsync(caller.Client.Id, default);
        client!.Secrets.ShouldHaveSingleItem().Id.ShouldNotBe(leaked);
        (await dashboard.PageAsync(path)).ShouldNotContain("End now");
        var audit = dashboard.Host.Services.GetRequiredService<IAuditStore>();
        await dashboard.Host.StopAsync();
        var entries = await audit.PageAsync(new AuditQuery { Kind = AuditKinds.SecretEnded, Limit = 10 }, default);
        entries.ShouldHaveSingleItem().Detail.ShouldBe($"secret={leaked}");
    }

    [Fact]
    public async Task Deleting_needs_a_tick_and_then_everything_is_gone()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var path = $"/dash/clients/{caller.Client.Id}";

        using var unsure = await dashboard.SubmitAsync(await dashboard.PageAsync(path), "Delete the client");
        using var sure = await dashboard.SubmitAsync(
            await dashboard.PageAsync(path),
            "Delete the client",
            ("confirm", "yes")
        );
        using var gone = await dashboard.SendAsync(HttpMethod.Get, path);

        ((int)unsure.StatusCode, (int)sure.StatusCode, (int)gone.StatusCode).ShouldBe((400, 303, 404));
    }

    [Theory]
    [InlineData("limit-burst", "many")]
    [InlineData("tier", "anonymous")]
    [InlineData("tier", "nobody")]
    public async Task A_wrong_value_is_told_on_the_page_and_nothing_changes(string field, string value)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var caller = await dashboard.Host.RegisterAsync();
        var page = await dashboard.PageAsync($"/dash/clients/{caller.Client.Id}");

        using var wrong = await dashboard.SubmitAsync(page, "Save", ("tier", "standard"), (field, value));

        ((int)wrong.StatusCode).ShouldBe(400);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("role=\"alert\"");
        var client = await dashboard
            .Host.Services.GetRequiredService<IClientStore>()
            .FindAsync(caller.Client.Id, default);
        client!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_hostile_name_is_text_wherever_it_stands()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        const string Name = "<script>alert(1)</script>\"' onload=x";
        var client = Some.Client(name: Name) with
        {
            Id = "x'\"<b>",
            Description = Name,
            CreatedAt = dashboard.Host.Time.GetUtcNow(),
        };
        await dashboard.Host.Services.GetRequiredService<IClientStore>().AddAsync(client, null, Some.Now, default);
        await dashboard
            .Host.Services.GetRequiredService<ITierRequestStore>()
            .TryAddAsync(Some.TierRequest(client.Id) with { Reason = Name }, default);

        foreach (
            var path in (string[])
                [
                    "/dash/clients",
                    $"/dash/clients/{Uri.EscapeDataString(client.Id)}",
                    "/dash/tier-requests",
                    $"/dash/clients?q={Uri.EscapeDataString(Name)}",
                ]
        )
        {
            var text = await dashboard.PageAsync(path);
            text.ShouldNotContain("<script>alert");
            text.ShouldNotContain("<b>");
            text.ShouldContain("&lt;script&gt;alert(1)", Case.Sensitive, path);
        }
    }
}
