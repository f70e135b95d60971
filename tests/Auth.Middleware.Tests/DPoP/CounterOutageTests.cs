using System.Net;
using Auth.Jose;
using Auth.RateLimiting;
using Auth.Storage;

namespace Auth.DPoP;

/// <summary>Where it cannot be known whether a proof was used, it is not believed, and the token is not called invalid.</summary>
public sealed class CounterOutageTests
{
    private readonly TestKey _key = TestKey.Create();

    [Fact]
    [Trait("attack", "52")]
    public async Task Answers_503_while_the_counters_are_down()
    {
        var counters = new Counters();
        await using var host = await KeyedHost.StartAsync(build: auth => auth.UseStore<IRateLimitStore>(_ => counters));
        var client = await host.RegisterBasicAsync();
        var granted = await host.TokenAsync(client, Proof.ForToken(host, _key).Signed());
        var token = (string)granted.Json["access_token"]!;
        counters.AreDown = true;

        var refused = await host.TokenAsync(client, Proof.ForToken(host, _key).Signed());
        var thing = await host.GetAsync("/things/1", $"DPoP {token}", Proof.ForThing(host, _key, token).Signed());

        refused.ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "temporarily_unavailable");
        thing.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        thing.Message.Headers.RetryAfter.ShouldNotBeNull();
        thing.Challenges.ShouldBeEmpty();
    }

    private sealed class Counters : IRateLimitStore
    {
        private readonly InMemoryRateLimitStore _inner = new();

        public bool AreDown { get; set; }

        public ValueTask<RateLimitResult> AcquireAsync(
            string partition,
            IReadOnlyList<RateLimitWindow> windows,
            int cost,
            DateTimeOffset now,
            CancellationToken cancellationToken
        ) =>
            AreDown && partition.StartsWith("dpop:", StringComparison.Ordinal)
                ? throw new IOException("down")
                : _inner.AcquireAsync(partition, windows, cost, now, cancellationToken);

        public ValueTask<IReadOnlyList<RateLimitWindowState>> PeekAsync(
            string partition,
            IReadOnlyList<RateLimitWindow> windows,
            DateTimeOffset now,
            CancellationToken cancellationToken
        ) => _inner.PeekAsync(partition, windows, now, cancellationToken);

        public ValueTask ResetAsync(string partition, CancellationToken cancellationToken) =>
            _inner.ResetAsync(partition, cancellationToken);
    }
}
