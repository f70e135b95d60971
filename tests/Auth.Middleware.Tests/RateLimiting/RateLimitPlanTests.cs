using System.Collections.Immutable;
using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class RateLimitPlanTests
{
    [Theory]
    [InlineData("anonymous", "\"burst\";q=20;w=60,\"sustained\";q=200;w=86400")]
    [InlineData("standard", "\"burst\";q=100;w=60,\"sustained\";q=10000;w=86400")]
    [InlineData("enhanced", "\"burst\";q=200;w=60,\"sustained\";q=20000;w=86400")]
    [InlineData("exempt", "")]
    [InlineData("no-such-tier", "\"burst\";q=100;w=60,\"sustained\";q=10000;w=86400")]
    public void Tiers_have_the_documented_defaults(string tier, string header) =>
        Compile().ForTier(tier).PolicyHeader.ShouldBe(header);

    [Fact]
    public void Configuration_changes_adds_and_removes_single_windows()
    {
        var plan = Compile(
            ("Tiers:standard:burst", "off"),
            ("Tiers:standard:hourly", "1000/h"),
            ("Tiers:Enhanced:Burst", "300/min"),
            ("Tiers:partner:burst", "7/s"),
            ("Tiers:friend", "off")
        );

        plan.ForTier("standard").PolicyHeader.ShouldBe("\"hourly\";q=1000;w=3600,\"sustained\";q=10000;w=86400");
        plan.ForTier("enhanced").PolicyHeader.ShouldBe("\"burst\";q=300;w=60,\"sustained\";q=20000;w=86400");
        plan.ForTier("partner").PolicyHeader.ShouldBe("\"burst\";q=7;w=1");
        plan.ForTier("friend").Count.ShouldBe(0);
        plan.ForTier("standard").Windows[0].Text.ShouldBe("1000/h");
    }

    [Fact]
    public void An_unknown_tier_is_never_unlimited()
    {
        var plan = Compile(("Tiers:standard", "off"), ("Policies:search", "30/min"));

        plan.ForTier("no-such-tier").ShouldBeSameAs(plan.Anonymous);
        plan.ForTier("standard").Count.ShouldBe(0);
        plan.ForPolicy("search", "no-such-tier", out var windows);
        windows.Windows[0].Limit.ShouldBe(30);
    }

    [Theory]
    [InlineData("anonymous", "thumbnail", 150)]
    [InlineData("standard", "thumbnail", 500)]
    [InlineData("enhanced", "thumbnail", 400)]
    [InlineData("no-such-tier", "thumbnail", 500)]
    [InlineData("standard", "search", 30)]
    [InlineData("anonymous", "partial", 3)]
    public void A_policy_names_rates_for_tiers(string tier, string policy, int limit)
    {
        var plan = Compile(
            ("Policies:thumbnail:anonymous", "150/min"),
            ("Policies:thumbnail:standard", "500/min"),
            ("Policies:thumbnail:*", "400/min"),
            ("Policies:search", "30/min"),
            ("Policies:partial:anonymous", "3/min")
        );

        var named = plan.ForPolicy(policy, tier, out var windows).ShouldNotBeNull();

        named.Name.ShouldBe(policy);
        windows.Windows[0].Limit.ShouldBe(limit);
        windows.Windows[0].Name.ShouldBe(policy);
    }

    [Fact]
    public void A_tier_that_a_policy_leaves_out_keeps_its_own_windows()
    {
        var plan = Compile(("Policies:partial:standard", "3/min"));

        plan.ForPolicy("partial", "enhanced", out _).ShouldBeNull();
        plan.ForPolicy("no-such-policy", "standard", out _).ShouldBeNull();
        plan.ForAnonymous("partial", out var windows).ShouldBeSameAs(plan.Default);
        windows.ShouldBeSameAs(plan.Anonymous);
    }

    [Fact]
    public void An_exempt_tier_is_exempt_from_policies_that_do_not_name_it()
    {
        var plan = Compile(("Policies:search", "30/min"), ("Policies:export:exempt", "9/day"));

        plan.ForPolicy("search", "exempt", out var search).ShouldNotBeNull();
        plan.ForPolicy("export", "exempt", out var export).ShouldNotBeNull();

        search.Count.ShouldBe(0);
        export.Windows[0].Limit.ShouldBe(9);
    }

    [Fact]
    public void A_policy_that_is_off_does_not_limit()
    {
        var plan = Compile(("Policies:search", "off"));

        plan.ForAnonymous("search", out var windows).Name.ShouldBe("search");
        windows.Count.ShouldBe(0);
    }

    [Fact]
    public void A_clients_own_limits_replace_add_and_remove_windows()
    {
        var limits = ImmutableDictionary<string, string>
            .Empty.Add("burst", "500/min")
            .Add("sustained", "off")
            .Add("hourly", "9/h")
            .Add("bad name", "1/s")
            .Add("broken", "fast");

        Compile().ForTier("standard", limits).PolicyHeader.ShouldBe("\"burst\";q=500;w=60,\"hourly\";q=9;w=3600");
    }

    [Fact]
    public void A_stored_limit_that_does_not_parse_leaves_the_tiers()
    {
        var limits = ImmutableDictionary<string, string>.Empty.Add("burst", "fast");

        var plan = Compile();

        plan.ForTier("standard", limits).PolicyHeader.ShouldBe(plan.ForTier("standard").PolicyHeader);
        WindowOverrides.Check("burst", "fast").ShouldNotBeNull().ShouldContain("100/min");
        WindowOverrides.Check("b u", "1/s").ShouldNotBeNull();
        WindowOverrides.Check("burst", "off").ShouldBeNull();
    }

    [Fact]
    public void All_mistakes_are_reported_each_with_its_key()
    {
        var errors = Errors(
            ("Tiers:standard:burst", "fast"),
            ("Tiers:standard:hour ly", "1/s"),
            ("Tiers:enhanced", "500/min"),
            ("Tiers:anonymous:sustained", ""),
            ("Policies:search", "never"),
            ("Policies:thumbnail:standrd", "1/s"),
            ("Policies:default", "1/s"),
            ("Policies:a;b", "1/s"),
            ("ShadowPolicies:0", "serach"),
            ("AnonymousPartitions", "many"),
            ("IPv6PrefixLength", "129")
        );

        string[] keys =
        [
            "Auth:RateLimiting:Tiers:standard:burst is 'fast'",
            "Auth:RateLimiting:Tiers:standard:hour ly",
            "Auth:RateLimiting:Tiers:enhanced is '500/min'",
            "Auth:RateLimiting:Tiers:anonymous:sustained is ''",
            "Auth:RateLimiting:Policies:search is 'never'",
            "Auth:RateLimiting:Policies:thumbnail:standrd names no tier",
            "Auth:RateLimiting:Policies:default cannot be defined",
            "Auth:RateLimiting:Policies:a;b",
            "Auth:RateLimiting:ShadowPolicies names 'serach'",
            "Auth:RateLimiting:AnonymousPartitions is 'many'",
            "Auth:RateLimiting:IPv6PrefixLength is 129",
        ];
        foreach (var key in keys)
            errors.ShouldContain(e => e.StartsWith(key, StringComparison.Ordinal), key);
        errors.Length.ShouldBe(keys.Length);
    }

    [Fact]
    public void Names_become_header_strings_so_they_are_plain()
    {
        Errors(("Tiers:standard:" + new string('x', 65), "1/s")).ShouldHaveSingleItem();
        Errors(("Tiers:standard:" + new string('x', 64), "1/s")).ShouldBeEmpty();
        Errors(("Tiers:standard:a\"b", "1/s")).ShouldHaveSingleItem();
        Errors(("Tiers:standard:é", "1/s")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("ShadowPolicies")]
    [InlineData("ShadowPolicies:0")]
    public void A_shadow_policy_counts_but_never_refuses(string key)
    {
        var engine = Limits.Engine((key, "default"), ("Tiers:standard:burst", "1/min"));
        var session = Limits.Tier("standard");
        var meter = engine.Client("a");
        engine.AcquireClient(meter, session, null, 1, Limits.Start);

        var decision = engine.AcquireClient(meter, session, null, 1, Limits.Start);

        decision.IsAdmitted.ShouldBeFalse();
        decision.IsRefused.ShouldBeFalse();
        meter.TakeUsage().ShouldNotBeNull().Allowed.ShouldBe(2);
    }

    private static RateLimitPlan Compile(params (string Key, string? Value)[] settings)
    {
        var options = Options(settings);
        RateLimitPlanCompiler.TryCompile(options, out var plan, out var errors).ShouldBeTrue(string.Join(' ', errors));
        return plan!;
    }

    private static ImmutableArray<string> Errors(params (string Key, string? Value)[] settings)
    {
        RateLimitPlanCompiler.TryCompile(Options(settings), out _, out var errors);
        return errors;
    }

    private static RateLimitingOptions Options((string Key, string? Value)[] settings)
    {
        var options = new RateLimitingOptions();
        new RateLimitingConfiguration(Limits.Configuration(settings)).Configure(options);
        return options;
    }
}
