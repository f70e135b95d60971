using System.Globalization;
using Auth.TestKit;

namespace HostApp.Tests.Nodes;

/// <summary>A Redis as operators secure it: encrypted, with a password, a user of few rights, a database of its own.</summary>
public sealed class SecuredRedisTests
{
    private const string Password = "open-sesame";

    /// <summary>The rights that <c>docs/deploying.md</c> lists, given to the default user: version 1 of the client knows no other.</summary>
    private static readonly string[] Rights =
    [
        .. File.ReadAllText(Repository.PathOf("docs", "deploying.md"))
            .Split("```text\n")[1]
            .Split("```")[0]
            .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
    ];

    [Fact]
    public async Task Counters_and_notices_go_through_it()
    {
        using var authority = new ThrowAwayAuthority();
        await using var redis = await StartAsync(authority);
        await using var host = await HostProcess.StartAsync(Settings(redis, authority));

        await Until.IsAsync(() => Task.FromResult(host.Output), text => text.Contains("arrive at once, through Redis"));
        for (var i = 0; i < 5; i++)
        {
            (await host.GetAsync("v1/images/")).Status.ShouldBe(200);
        }

        (await host.GetAsync("v1/images/")).Status.ShouldBe(429);
        host.Output.ShouldNotContain("does not answer");
        (await redis.CommandAsync("-n", "3", "--scan")).ShouldContain("auth:c:");
        (await redis.CommandAsync("-n", "0", "DBSIZE")).ShouldBe("0");
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_is_not_talked_to()
    {
        using var authority = new ThrowAwayAuthority();
        using var another = new ThrowAwayAuthority();
        await using var redis = await StartAsync(authority);
        await using var host = await HostProcess.StartAsync(Settings(redis, another));

        for (var i = 0; i < 5; i++)
        {
            (await host.GetAsync("v1/images/")).Status.ShouldBe(200);
        }

        // Limited all the same: by this node alone.
        (await host.GetAsync("v1/images/")).Status.ShouldBe(429);
        host.Output.ShouldContain("Redis does not answer");
        host.Output.ShouldNotContain(Password);
        (await redis.CommandAsync("-n", "3", "DBSIZE")).ShouldBe("0");
    }

    private static Task<RedisServer> StartAsync(ThrowAwayAuthority authority) =>
        RedisServer.StartNewAsync(
            authority,
            [.. "--user operator on nopass ~* &* +@all --user default on".Split(' '), $">{Password}", .. Rights]
        );

    private static Dictionary<string, string?> Settings(RedisServer redis, ThrowAwayAuthority authority)
    {
        var settings = OpenHost.Settings;
        var port = redis.Port.ToString(CultureInfo.InvariantCulture);
        settings["ConnectionStrings__Redis"] = $"localhost:{port},password={Password},ssl=true,defaultDatabase=3";
        settings["SSL_CERT_FILE"] = authority.AuthorityFile;
        settings["Auth__RateLimiting__StoreTimeout"] = "00:00:02";
        settings["Auth__RateLimiting__Tiers__anonymous__burst"] = "off";
        settings["Auth__RateLimiting__Tiers__anonymous__sustained"] = "5/day";
        return settings;
    }
}
