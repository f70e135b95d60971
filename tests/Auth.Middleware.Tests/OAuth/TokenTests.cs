using System.Text.Json;
using Auth.Rig;

namespace Auth.OAuth;

/// <summary>Tokens that are issued.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "6749-5.1")]
    [Trait("line", "T1")]
    [Trait("line", "T2")]
    [Trait("line", "T3")]
    public async Task A_token_is_answered_as_JSON_that_nobody_may_store(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);

        var reply = await host.RequestTokenAsync(await host.RegisterAsync());

        reply.Status.ShouldBe(200);
        reply.ShouldBeJson();
        reply.ShouldNotBeStored();
        reply.Text("access_token").ShouldNotBeEmpty();
        reply.Text("token_type").ShouldBe("Bearer");
        reply.Json.GetProperty("expires_in").ValueKind.ShouldBe(JsonValueKind.Number);
        reply.Json.GetProperty("expires_in").GetInt32().ShouldBe(3_600);
        reply.Has("refresh_token").ShouldBeFalse();
        (await host.UseAsync(reply.Text("access_token"))).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "6749-3.3")]
    [Trait("line", "T4")]
    [Trait("line", "T5")]
    public async Task The_granted_scope_is_said_and_is_what_was_asked_for_or_all_that_is_registered()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync("""{"scope":"read write"}""");

        (await host.RequestTokenAsync(key)).Text("scope").ShouldBe("read write");
        (await host.RequestTokenAsync(key, ("scope", "write"))).Text("scope").ShouldBe("write");
        (await host.RequestTokenAsync(key, ("scope", "write read write"))).Text("scope").ShouldBe("write read");
    }

    [Fact]
    [Trait("rfc", "6749-3.3")]
    [Trait("line", "T5")]
    public async Task A_client_without_scopes_gets_a_token_that_opens_nothing_in_particular()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync("""{"scope":""}""");

        var reply = await host.RequestTokenAsync(key);

        reply.Status.ShouldBe(200);
        reply.Has("scope").ShouldBeFalse();
        (await host.UseAsync(reply.Text("access_token"))).Status.ShouldBe(200);
        (await host.UseAsync(reply.Text("access_token"), "/read")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "6749-5.1")]
    [Trait("line", "T6")]
    [Trait("attack", "15")]
    public async Task A_token_lives_exactly_as_long_as_was_said(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var reply = await host.RequestTokenAsync(await host.RegisterAsync());
        var token = reply.Text("access_token");
        var life = reply.Json.GetProperty("expires_in").GetInt32();

        host.Clock.Advance(TimeSpan.FromSeconds(life) - TimeSpan.FromMilliseconds(1));
        (await host.UseAsync(token)).Status.ShouldBe(200);

        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await host.UseAsync(token)).Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("invalid_token");
    }

    [Fact]
    [Trait("rfc", "6749-3.2")]
    [Trait("line", "T7")]
    [Trait("line", "T8")]
    public async Task Unknown_parameters_are_ignored_and_empty_ones_count_as_absent()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync("""{"scope":"read"}""");

        (await host.RequestTokenAsync(key, ("foo", "bar"), ("resource_x", "1"))).Status.ShouldBe(200);
        (await host.RequestTokenAsync(key, ("scope", ""))).Text("scope").ShouldBe("read");
        (await host.RequestTokenAsync(key, ("client_secret", ""), ("client_id", ""))).Status.ShouldBe(200);
        (await host.PostAsync(OAuthHost.TokenPath, key, ("grant_type", ""))).ShouldBeError(400, "invalid_request");
    }

    [Fact]
    [Trait("rfc", "6749-10.10")]
    [Trait("line", "T9")]
    [Trait("attack", "11")]
    public async Task Ten_thousand_tokens_are_distinct_and_evenly_random_behind_their_common_start()
    {
        const string start = "auth_at_";
        const int random = 43;
        await using var host = await OAuthHost.StartAsync(setup => setup.Auth = o => o.Token.MaxLivePerClient = 20_000);
        var key = await host.RegisterAsync();
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var counts = new int[128];

        for (var i = 0; i < 10_000; i++)
        {
            var token = await host.TokenAsync(key);
            token.ShouldStartWith(start);
            tokens.Add(token);
            foreach (var symbol in token.AsSpan(start.Length, random))
            {
                counts[symbol]++;
            }
        }

        tokens.Count.ShouldBe(10_000);
        var used = counts.Where(count => count > 0).ToList();
        used.Count.ShouldBe(62);
        (random * Math.Log2(used.Count)).ShouldBeGreaterThan(160);
        var expected = 10_000.0 * random / used.Count;
        // 61 degrees of freedom: a fair generator exceeds 130 once in a million runs.
        used.Sum(count => (count - expected) * (count - expected) / expected).ShouldBeLessThan(130);
    }

    [Theory]
    [InlineData("a%22b")]
    [InlineData("%C3%A9")]
    [InlineData("a%09b")]
    [InlineData("a%5Cb")]
    [InlineData("read%2Bwrite")]
    [InlineData("READ")]
    [InlineData("read%00")]
    [InlineData("+")]
    [Trait("rfc", "6749-3.3")]
    [Trait("line", "T10")]
    public async Task A_scope_with_other_characters_or_another_case_is_refused(string scope)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.RawForm($"grant_type=client_credentials&scope={scope}"),
            key.Basic
        );

        reply.ShouldBeError(400, "invalid_scope");
    }

    [Fact]
    [Trait("rfc", "6749-3.3")]
    [Trait("line", "T10")]
    public async Task A_plus_between_scopes_is_a_space()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.RawForm("grant_type=client_credentials&scope=read+write"),
            key.Basic
        );

        reply.Text("scope").ShouldBe("read write");
    }
}
