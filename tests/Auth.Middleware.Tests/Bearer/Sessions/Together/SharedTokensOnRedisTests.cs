using System.Text;
using Auth.Bearer.Sessions.Shared;
using Auth.Credentials;
using Auth.Pipeline;
using Auth.Storage;
using Auth.TestKit;
using Auth.Token;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Auth.Bearer.Sessions.Together;

/// <summary>Two nodes over a Redis that somebody else can write to, and that goes away.</summary>
public sealed class SharedTokensOnRedisTests : IAsyncLifetime
{
    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private SharedNodes _nodes = null!;

    private SharedNode First => _nodes.First;

    private SharedNode Second => _nodes.Second;

    private IDatabase Database => _redis.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartNewAsync();
        _redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{_server.Port},abortConnect=false");
        _nodes = await SharedNodes.StartAsync(
            auth => auth.UseRedis($"127.0.0.1:{_server.Port}"),
            ("Auth:Bearer:SharedCache", "true")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _nodes.DisposeAsync();
        _redis.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_token_that_one_node_has_read_is_served_by_another_without_a_look_up()
    {
        var caller = await SharedCallerAsync();
        var before = Second.Tokens.Finds;

        (await Second.StatusAsync(caller.Token)).ShouldBe(200);

        Second.Tokens.Finds.ShouldBe(before);
        (await Database.KeyTimeToLiveAsync(KeyOf(caller)))
            .ShouldNotBeNull()
            .ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("swapped")]
    [InlineData("cut short")]
    [InlineData("altered")]
    [InlineData("made up")]
    [InlineData("empty")]
    [InlineData("of an old key")]
    [Trait("attack", "12")]
    public async Task An_entry_that_somebody_else_put_there_is_not_believed(string how)
    {
        var (caller, other) = (await SharedCallerAsync(), await SharedCallerAsync());
        var genuine = (byte[])(await Database.StringGetAsync(KeyOf(caller)))!;
        byte[] forged = how switch
        {
            "swapped" => (await Database.StringGetAsync(KeyOf(other)))!,
            "cut short" => genuine[..^1],
            "altered" => [.. genuine[..^1], (byte)(genuine[^1] ^ 1)],
            "empty" => [],
            "made up" => Encoding.UTF8.GetBytes("{\"Turn\":1,\"Client\":{\"Tier\":\"exempt\"}}"),
            _ => new SharedEntrySeal(new ServerKey(new byte[64]), CredentialHash.OfToken(caller.Token)).Seal(
                SealOf(caller).Open(genuine)!
            ),
        };
        await Database.StringSetAsync(KeyOf(caller), forged);
        var before = Second.Tokens.Finds;

        (await Second.StatusAsync(caller.Token)).ShouldBe(200);

        Second.Tokens.Finds.ShouldBe(before + 1);
        Second.Outcomes.Last().ShouldBe("unreadable");
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task A_genuine_entry_that_somebody_puts_back_after_a_revocation_is_not_believed()
    {
        var caller = await SharedCallerAsync();
        var genuine = await Database.StringGetAsync(KeyOf(caller));
        await First.Get<TokenRevoker>().RevokeAsync(caller.Token, caller.Client, default);
        Second.Hear(caller.Client.Id);

        foreach (var node in (SharedNode[])[First, Second])
        {
            await Database.StringSetAsync(KeyOf(caller), genuine);
            (await node.StatusAsync(caller.Token)).ShouldBe(401);
        }
    }

    [Fact]
    [Trait("attack", "9")]
    public async Task Redis_holds_neither_tokens_nor_hashes_nor_ids_nor_names()
    {
        var caller = await SharedCallerAsync();
        var hash = CredentialHash.OfToken(caller.Token).ToArray();
        byte[][] needles =
        [
            .. ((string[])[caller.Token, caller.Client.Id, caller.Client.Name, caller.Secret]).Select(
                Encoding.UTF8.GetBytes
            ),
            hash,
            Encoding.UTF8.GetBytes(Convert.ToHexStringLower(hash)),
            Encoding.UTF8.GetBytes(Convert.ToBase64String(hash)),
        ];
        var server = _redis.GetServer($"127.0.0.1:{_server.Port}");
        var keys = server.Keys().ToList();

        keys.ShouldContain(KeyOf(caller));
        keys.ShouldAllBe(key => key.ToString().StartsWith("auth:t:{tokens}", StringComparison.Ordinal));
        foreach (var key in keys)
        {
            byte[] held = [.. Encoding.UTF8.GetBytes(key.ToString()), .. (byte[])(await Database.StringGetAsync(key))!];
            needles.Count(needle => held.AsSpan().IndexOf(needle) >= 0).ShouldBe(0, key.ToString());
        }
    }

    [Fact]
    public async Task A_Redis_that_is_killed_costs_nobody_an_answer()
    {
        var caller = await SharedCallerAsync();
        await _server.KillAsync();

        (await AnswerAsync(Second, caller.Token)).ShouldBe(200);
        for (var i = 0; i < 5; i++)
        {
            (await AnswerAsync(Second, (await Second.Host.RegisterAsync()).Token)).ShouldBe(200);
        }

        Second.Outcomes.TakeLast(6).Distinct().ShouldBe(["unavailable"]);
    }

    [Fact]
    public async Task A_Redis_that_hangs_costs_nobody_an_answer()
    {
        var caller = await SharedCallerAsync();
        _server.Pause();

        (await AnswerAsync(Second, caller.Token)).ShouldBe(200);
        for (var i = 0; i < 5; i++)
        {
            (await AnswerAsync(Second, (await Second.Host.RegisterAsync()).Token)).ShouldBe(200);
        }

        _server.Resume();
        Second.Outcomes.TakeLast(6).Distinct().ShouldBe(["unavailable"]);
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task While_both_nodes_read_and_leave_what_they_read_no_revocation_is_ever_outlived()
    {
        const int Rounds = 150;
        var callers = new Caller[Rounds];
        var others = new string[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            callers[i] = await First.Host.RegisterAsync();
            others[i] = await First.Host.IssueAsync(callers[i].Client);
        }

        // One revokes while three ask on both nodes, for the revoked token and for another one of the same client.
        await Race.RunAsync(
            4,
            Rounds,
            async (round, contestant) =>
            {
                if (contestant == 0)
                {
                    await First.Get<TokenRevoker>().RevokeAsync(callers[round].Token, callers[round].Client, default);
                    (await First.StatusAsync(callers[round].Token)).ShouldBe(401);
                    Second.Hear(callers[round].Client.Id);
                    (await Second.StatusAsync(callers[round].Token)).ShouldBe(401);
                    return 0;
                }

                var node = contestant == 1 ? First : Second;
                await node.StatusAsync(contestant == 3 ? others[round] : callers[round].Token);
                return await node.StatusAsync(contestant == 3 ? callers[round].Token : others[round]);
            }
        );

        for (var i = 0; i < Rounds; i++)
        {
            (await First.StatusAsync(callers[i].Token)).ShouldBe(401);
            (await Second.StatusAsync(callers[i].Token)).ShouldBe(401);
            (await Second.StatusAsync(others[i])).ShouldBe(200);
        }

        // The race was one for entries too.
        First.Outcomes.Concat(Second.Outcomes).ShouldContain("hit");
    }

    /// <summary>A caller whose token the first node has read and left in Redis.</summary>
    private async Task<Caller> SharedCallerAsync()
    {
        var caller = await First.Host.RegisterAsync();
        (await First.StatusAsync(caller.Token)).ShouldBe(200);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await Database.KeyExistsAsync(KeyOf(caller)))
        {
            await poll.WaitForNextTickAsync();
        }

        return caller;
    }

    /// <summary>A request while the node's own clock goes on.</summary>
    private static async Task<int> AnswerAsync(SharedNode node, string token)
    {
        var pending = node.StatusAsync(token);
        while (!pending.IsCompleted)
        {
            node.Host.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(pending, Task.Delay(TimeSpan.FromMilliseconds(5)));
        }

        return await pending;
    }

    private SharedEntrySeal SealOf(Caller caller) =>
        new(First.Get<ServerKeyring>().Current, CredentialHash.OfToken(caller.Token));

    private RedisKey KeyOf(Caller caller) => $"auth:t:{{tokens}}:{SealOf(caller).Name}";
}
