using Auth.Pipeline;
using Auth.TestKit;
using Auth.TierRequests;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Admin;

/// <summary>Deciding requests for other tiers.</summary>
public sealed class AdminTierRequestTests
{
    [Fact]
    public async Task An_approval_changes_the_tier_at_once()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var id = await AskAsync(admin, caller);

        var pending = await admin.DoAsync("GET", "/tier-requests");
        var decided = await admin.DoAsync("POST", $"/tier-requests/{id}/approve", new { note = "Welcome" });

        var request = pending.GetProperty("requests").EnumerateArray().ShouldHaveSingleItem();
        request.GetProperty("reason").GetString().ShouldBe("We grow.");
        (decided.GetProperty("status").GetString(), decided.GetProperty("note").GetString()).ShouldBe(
            ("approved", "Welcome")
        );
        using var response = await admin.Host.GetAsync("/", caller.Token);
        response.Policies()[0].Number("q").ShouldBe(200);
    }

    [Fact]
    public async Task A_declined_request_changes_nothing_and_another_may_be_made()
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var id = await AskAsync(admin, caller);

        await admin.DoAsync("POST", $"/tier-requests/{id}/decline");

        using var response = await admin.Host.GetAsync("/", caller.Token);
        response.Policies()[0].Number("q").ShouldBe(100);
        using var again = await admin.SendAsync("POST", $"/tier-requests/{id}/approve");
        ((int)again.StatusCode).ShouldBe(409);
        (await again.ProblemAsync()).GetProperty("detail").GetString().ShouldBe("The request was declined already.");
        (await AskAsync(admin, caller)).ShouldNotBe(id);
    }

    [Fact]
    public async Task Of_operators_who_decide_at_once_one_decides()
    {
        await using var admin = await AdminHost.StartAsync();
        const int Rounds = 20;
        var callers = new Caller[Rounds];
        var ids = new string[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            callers[i] = await admin.Host.RegisterAsync();
            ids[i] = await AskAsync(admin, callers[i]);
        }

        var statuses = await Race.RunAsync(
            contestants: 6,
            Rounds,
            async (round, contestant) =>
            {
                var decision = contestant % 2 == 0 ? "approve" : "decline";
                using var response = await admin.SendAsync("POST", $"/tier-requests/{ids[round]}/{decision}");
                return ((int)response.StatusCode, decision);
            }
        );

        for (var round = 0; round < Rounds; round++)
        {
            var winner = statuses[round].Where(s => s.Item1 == 200).ShouldHaveSingleItem();
            statuses[round].Count(s => s.Item1 == 409).ShouldBe(5);
            var view = await admin.DoAsync("GET", $"/clients/{callers[round].Client.Id}");
            view.GetProperty("tier").GetString().ShouldBe(winner.decision == "approve" ? "enhanced" : "standard");
        }
    }

    [Fact]
    public async Task Requests_are_listed_by_status()
    {
        await using var admin = await AdminHost.StartAsync();
        var (a, b) = (await admin.Host.RegisterAsync(), await admin.Host.RegisterAsync());
        var first = await AskAsync(admin, a);
        var second = await AskAsync(admin, b);
        await admin.DoAsync("POST", $"/tier-requests/{first}/approve");

        (await ListAsync("")).ShouldBe([second]);
        (await ListAsync("?status=approved")).ShouldBe([first]);
        (await ListAsync("?status=declined")).ShouldBeEmpty();

        async Task<List<string?>> ListAsync(string query) =>
            [
                .. (await admin.DoAsync("GET", "/tier-requests" + query))
                    .GetProperty("requests")
                    .EnumerateArray()
                    .Select(request => request.GetProperty("id").GetString()),
            ];
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("Anonymous")]
    [InlineData("gold")]
    [InlineData("Standard")]
    public async Task A_tier_that_is_none_or_the_clients_own_is_not_asked_for(string tier)
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();

        var outcome = await Desk(admin).AskAsync(caller.Client, new(tier), new("We grow."), default);

        outcome.ShouldBeOfType<TierRequestOutcome.Invalid>().Field.ShouldBe("tier");
    }

    private static async Task<string> AskAsync(AdminHost admin, Caller caller)
    {
        admin.Host.Time.Advance(TimeSpan.FromMilliseconds(1));
        var outcome = await Desk(admin).AskAsync(caller.Client, new("ENHANCED"), new("We grow."), default);
        var request = outcome.ShouldBeOfType<TierRequestOutcome.Asked>().Request;
        request.Tier.ShouldBe("enhanced");
        return request.Id;
    }

    private static TierRequestDesk Desk(AdminHost admin) => admin.Host.Services.GetRequiredService<TierRequestDesk>();
}
