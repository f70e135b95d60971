using System.Globalization;
using Auth.TestKit;

namespace HostApp.Tests.Nodes;

/// <summary>A Redis as <c>docs/deploying.md</c> secures it: encrypted, with a user of few rights, and a database of its own.</summary>
public sealed class SecuredRedisTests
{
    private const string Password = "open-sesame";

    [Fact]
    public async Task Counters_notices_and_tokens_go_through_it()
    {
        using var authority = new ThrowAwayAuthority();
        await using var redis = await RedisUser.StartServerAsync(authority, Password);
        await using var host = await HostProcess.StartAsync(Settings(redis, authority));

        await Until.IsAsync(() => Task.FromResult(host.Output), text => text.Contains("arrive at once, through Redis"));
        for (var i = 0; i < 5; i++)
        {
            (await host.GetAsync("v1/images/")).Status.ShouldBe(200);
        }

        (await host.GetAsync("v1/images/")).Status.ShouldBe(429);
        var application = await host.NewApplicationAsync();
        var keys = await Until.IsAsync(
            async () =>
            {
                // Once it is no longer cached on the node, the token is read and shared again.
                (await host.GetAsync("oauth2/key", application.Token)).Status.ShouldBe(200);
                return (await redis.CommandAsync("-n", "3", "--scan")).Split('\n');
            },
            keys => Array.Exists(keys, key => key.StartsWith("auth:t:{tokens}:", StringComparison.Ordinal))
        );
        keys.ShouldContain(key => key.StartsWith("auth:c:", StringComparison.Ordinal));
        host.Output.ShouldNotContain("does not answer");
        keys.ShouldAllBe(key => key.StartsWith("auth:", StringComparison.Ordinal));
        (await redis.CommandAsync("-n", "0", "DBSIZE")).ShouldBe("0");
        // The server notes whatever a user was denied.
        (await redis.CommandAsync("ACL", "LOG")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_is_not_talked_to()
    {
        using var authority = new ThrowAwayAuthority();
        using var another = new ThrowAwayAuthority();
        await using var redis = await RedisUser.StartServerAsync(authority, Password);
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

    private static Dictionary<string, string?> Settings(RedisServer redis, ThrowAwayAuthority authority)
    {
        var settings = OpenHost.Settings;
        var port = redis.Port.ToString(CultureInfo.InvariantCulture);
        settings["ConnectionStrings__Redis"] =
            $"localhost:{port},user={RedisUser.Name},password={Password},ssl=true,defaultDatabase=3";
        settings["SSL_CERT_FILE"] = authority.AuthorityFile;
        settings["Auth__Bearer__SharedCache"] = "true";
        // Kept for less time than a test waits, so that a token that could not be shared is shared when it is read again.
        settings["Auth__Bearer__PushedCacheLifetime"] = "00:00:03";
        settings["Auth__RateLimiting__StoreTimeout"] = "00:00:02";
        settings["Auth__RateLimiting__Tiers__anonymous__burst"] = "off";
        settings["Auth__RateLimiting__Tiers__anonymous__sustained"] = "5/day";
        return settings;
    }
}
