using Auth.OAuth;
using Auth.Rig;

namespace Auth.Attacks;

/// <summary>What strangers can make the store do.</summary>
public sealed class StoreCallTests
{
    [Fact]
    [Trait("attack", "2")]
    public async Task Every_reason_to_refuse_a_client_costs_the_same_store_calls()
    {
        var store = new FaultInjector();
        await using var host = await OAuthHost.StartAsync(setup => setup.Builder = store.Attach);
        var live = await host.AddAsync("live", "secret");
        var disabled = await host.AddAsync("disabled", "secret", client => client with { Disabled = true });
        var lapsed = await host.AddAsync(
            "lapsed",
            "secret",
            client => client with { Verified = false, LapsesAt = host.Clock.GetUtcNow() }
        );
        Key[] refused =
        [
            live with
            {
                Secret = "wrong",
            },
            disabled,
            lapsed,
            new Key("unknown", "secret", ""),
            disabled with
            {
                Secret = "wrong",
            },
        ];

        var calls = new List<string>();
        foreach (var key in refused)
        {
            store.Forget();
            (await host.RequestTokenAsync(key)).ShouldBeError(401, "invalid_client");
            calls.Add(string.Join(", ", store.Calls));
        }

        calls.Distinct().ShouldHaveSingleItem().ShouldContain("IClientStore.FindAsync");
    }

    [Fact]
    [Trait("attack", "54")]
    public async Task Refused_and_forged_requests_make_no_store_call()
    {
        var store = new FaultInjector();
        await using var host = await OAuthHost.StartAsync(setup =>
        {
            setup.Builder = store.Attach;
            setup.Limits = limits => limits.Tiers["standard"]["burst"] = "3/min";
        });
        var token = await host.TokenAsync(await host.RegisterAsync());
        await host.UseAsync(token);
        store.Forget();

        for (var i = 0; i < 2; i++)
        {
            (await host.UseAsync(token)).Status.ShouldBe(200);
        }

        for (var i = 0; i < 200; i++)
        {
            (await host.UseAsync(token)).Status.ShouldBe(429);
            var forged = token[..^10] + i.ToString("D10", System.Globalization.CultureInfo.InvariantCulture);
            (await host.UseAsync(forged)).Status.ShouldBe(401);
        }

        store.Calls.ShouldBeEmpty();
    }

    [Fact]
    [Trait("attack", "53")]
    public async Task Wrong_secrets_and_forged_tokens_use_up_nothing_of_the_victims_limits()
    {
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Limits = limits => limits.Tiers["standard"]["burst"] = "3/min"
        );
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);
        for (var i = 0; i < 50; i++)
        {
            await host.RequestTokenAsync(key with { Secret = "wrong" });
            await host.UseAsync(token[..^1] + (token[^1] == 'a' ? 'b' : 'a'));
        }

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await host.UseAsync(token)).Status);
        }

        statuses.ShouldBe([200, 200, 200, 429]);
    }
}
