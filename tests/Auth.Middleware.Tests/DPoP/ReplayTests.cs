using System.Net;
using Auth.Jose;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.DPoP;

/// <summary>A proof is good once (RFC 9449 section 11.1).</summary>
public sealed class ReplayTests
{
    private readonly TestKey _key = TestKey.Create();

    [Fact]
    [Trait("rfc", "9449-11.1")]
    [Trait("attack", "48")]
    public async Task Of_fifty_callers_with_one_proof_one_gets_a_token()
    {
        await using var host = await KeyedHost.StartAsync();
        var client = await host.RegisterBasicAsync();
        string[] proofs = [.. Enumerable.Range(0, 4).Select(_ => Proof.ForToken(host, _key).Signed())];

        var rounds = await Race.RunAsync(50, proofs.Length, (round, _) => host.TokenAsync(client, proofs[round]));

        foreach (var replies in rounds)
        {
            replies.Count(reply => reply.Status == HttpStatusCode.OK).ShouldBe(1);
            replies.Count(reply => reply.Status == HttpStatusCode.BadRequest).ShouldBe(49);
        }
    }

    [Fact]
    [Trait("rfc", "9449-11.1")]
    public async Task Of_fifty_callers_with_one_proof_one_reaches_the_resource()
    {
        await using var host = await KeyedHost.StartAsync();
        var reply = await host.TokenAsync(await host.RegisterBasicAsync(), Proof.ForToken(host, _key).Signed());
        var token = (string)reply.Json["access_token"]!;
        var proof = Proof.ForThing(host, _key, token).Signed();

        var replies = await Race.RunAsync(50, 1, (_, _) => host.GetAsync("/things/1", $"DPoP {token}", proof));

        replies[0].Count(r => r.Status == HttpStatusCode.OK).ShouldBe(1);
        replies[0].Count(r => r.Status == HttpStatusCode.Unauthorized).ShouldBe(49);
    }

    [Fact]
    [Trait("rfc", "9449-11.1")]
    public async Task Nodes_that_share_their_counters_share_what_was_used()
    {
        var shared = new InMemoryRateLimitStore();
        var time = new ManualTimeProvider();
        await using var one = await StartNodeAsync(shared, time);
        await using var two = await StartNodeAsync(shared, time);
        var (first, second) = (await one.RegisterBasicAsync(), await two.RegisterBasicAsync());
        var proof = Proof.ForToken(one, _key).Signed();

        (await one.TokenAsync(first, proof)).Status.ShouldBe(HttpStatusCode.OK);
        (await two.TokenAsync(second, proof)).ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Fact]
    [Trait("rfc", "9449-11.1")]
    public async Task A_used_proof_is_remembered_as_long_as_it_could_be_accepted()
    {
        await using var host = await KeyedHost.StartAsync();
        var client = await host.RegisterBasicAsync();
        var proof = Proof.ForToken(host, _key);
        proof.Payload["iat"] = (long)proof.Payload["iat"]! + 5;
        var text = proof.Signed();
        (await host.TokenAsync(client, text)).Status.ShouldBe(HttpStatusCode.OK);

        for (var second = 0; second <= 80; second++)
        {
            (await host.TokenAsync(client, text)).ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    [Trait("rfc", "9449-11.1")]
    public async Task Two_keys_may_use_one_id()
    {
        await using var host = await KeyedHost.StartAsync();
        var client = await host.RegisterBasicAsync();
        var (one, two) = (Proof.ForToken(host, _key), Proof.ForToken(host, TestKey.Create()));
        (one.Payload["jti"], two.Payload["jti"]) = ("same", "same");

        (await host.TokenAsync(client, one.Signed())).Status.ShouldBe(HttpStatusCode.OK);
        (await host.TokenAsync(client, two.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_forged_proof_uses_nothing_up()
    {
        await using var host = await KeyedHost.StartAsync();
        var client = await host.RegisterBasicAsync();
        var proof = Proof.ForToken(host, _key);
        var forged = TestKey.Create().Sign(proof.Header, proof.Payload);

        (await host.TokenAsync(client, forged)).ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
        (await host.TokenAsync(client, proof.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<KeyedHost> StartNodeAsync(IRateLimitStore shared, ManualTimeProvider time) =>
        KeyedHost.StartAsync(build: auth => auth.UseStore(_ => shared), time: time);
}
