using Auth.RateLimiting;

namespace Auth.Bearer.Sessions;

public sealed class SessionCacheTests
{
    [Fact]
    public void What_was_put_is_found_until_its_time()
    {
        var cache = new SessionCache(64);
        var session = TokenSession.Expired;
        cache.Put(new TokenFingerprint(1, 2), session, validUntil: 10, now: 0);

        cache.Find(new TokenFingerprint(1, 2), 9).ShouldBeSameAs(session);
        cache.Find(new TokenFingerprint(1, 2), 10).ShouldBeNull();
    }

    [Fact]
    [Trait("attack", "12")]
    public void A_fingerprint_is_compared_whole()
    {
        var cache = new SessionCache(64);
        var fingerprint = new TokenFingerprint(0xAAAA_AAAA_0000_0001, 7);
        cache.Put(fingerprint, TokenSession.Expired, validUntil: 10, now: 0);

        // The same set, the same tag, another token.
        cache.Find(new TokenFingerprint(0xAAAA_AAAA_0000_0002, 7), 0).ShouldBeNull();
        cache.Find(new TokenFingerprint(0xAAAA_AAAA_0000_0001, 7 + (1UL << 40)), 0).ShouldBeNull();
        cache.Find(fingerprint, 0).ShouldBeSameAs(TokenSession.Expired);
    }

    [Fact]
    public void A_token_has_one_place()
    {
        var cache = new SessionCache(8);
        for (var i = 1UL; i <= 7; i++)
        {
            cache.Put(new TokenFingerprint(i << 33, i), TokenSession.Unknown, validUntil: 100, now: 0);
        }

        for (var i = 0; i < 5; i++)
        {
            cache.Put(new TokenFingerprint(99UL << 33, 99), TokenSession.Unknown, validUntil: 100 + i, now: 0);
        }

        Enumerable.Range(1, 7).ShouldAllBe(i => cache.Find(new TokenFingerprint((ulong)i << 33, (ulong)i), 0) != null);
    }

    [Fact]
    public void A_full_set_lets_go_of_what_ended_or_else_of_what_ends_first()
    {
        var cache = new SessionCache(8);
        for (var i = 1UL; i <= 8; i++)
        {
            cache.Put(new TokenFingerprint(i << 33, i), TokenSession.Unknown, validUntil: 100 - (long)i, now: 0);
        }

        cache.Put(new TokenFingerprint(9UL << 33, 9), TokenSession.Unknown, validUntil: 100, now: 0);
        Found(cache, 0).ShouldBe([1, 2, 3, 4, 5, 6, 7, 9]);
        cache.Put(new TokenFingerprint(10UL << 33, 10), TokenSession.Unknown, validUntil: 200, now: 93);
        Found(cache, 93).ShouldBe([1, 2, 3, 4, 5, 6, 9, 10]);
    }

    [Fact]
    public void A_stale_client_makes_room_first()
    {
        var cache = new SessionCache(8);
        var clients = new ClientSessions(new ClientMeters());
        var client = Storage.Contracts.Some.Client();
        var token = Storage.Contracts.Some.Token(client.Id);
        cache.Put(
            new TokenFingerprint(1UL << 33, 1),
            clients.For(client).SessionOf(token, "x", [], key: null),
            validUntil: 1_000,
            now: 0
        );
        for (var i = 2UL; i <= 8; i++)
        {
            cache.Put(new TokenFingerprint(i << 33, i), TokenSession.Unknown, validUntil: 100, now: 0);
        }

        clients.Invalidate(client.Id);
        cache.Find(new TokenFingerprint(1UL << 33, 1), 0).ShouldBeNull();
        cache.Put(new TokenFingerprint(9UL << 33, 9), TokenSession.Unknown, validUntil: 100, now: 0);

        Found(cache, 0).ShouldBe([2, 3, 4, 5, 6, 7, 8, 9]);
    }

    [Fact]
    [Trait("attack", "14")]
    public void However_many_tokens_come_the_capacity_stays()
    {
        var cache = new SessionCache(1_000); // Rounded up to 1,024.
        for (var i = 1UL; i <= 50_000; i++)
        {
            cache.Put(
                new TokenFingerprint(i * 0x9E37_79B9_7F4A_7C15, i),
                TokenSession.Unknown,
                validUntil: 100,
                now: 0
            );
        }

        Enumerable
            .Range(1, 50_000)
            .Count(i => cache.Find(new TokenFingerprint((ulong)i * 0x9E37_79B9_7F4A_7C15, (ulong)i), 0) is not null)
            .ShouldBe(1_024);
    }

    [Fact]
    [Trait("attack", "12")]
    public void Readers_beside_writers_never_find_another_token()
    {
        var cache = new SessionCache(8);
        var fingerprints = Enumerable.Range(1, 32).Select(i => new TokenFingerprint((ulong)i << 33, (ulong)i)).ToList();
        var clients = new ClientSessions(new ClientMeters());
        var client = clients.For(Storage.Contracts.Some.Client());
        var token = Storage.Contracts.Some.Token(client.Client.Id);
        var sessions = fingerprints.ToDictionary(
            fingerprint => fingerprint,
            _ => TokenSession.Live(token, client, "x", [])
        );
        var wrong = 0;
        Parallel.For(
            0,
            4,
            worker =>
            {
                for (var i = 0; i < 50_000; i++)
                {
                    var fingerprint = fingerprints[(i * 7 + worker) % fingerprints.Count];
                    if (worker < 2)
                    {
                        cache.Put(fingerprint, sessions[fingerprint], validUntil: 100, now: 0);
                    }
                    else if (cache.Find(fingerprint, 0) is { } found && found != sessions[fingerprint])
                    {
                        Interlocked.Increment(ref wrong);
                    }
                }
            }
        );

        wrong.ShouldBe(0);
    }

    private static List<int> Found(SessionCache cache, long now) =>
        [
            .. Enumerable
                .Range(1, 12)
                .Where(i => cache.Find(new TokenFingerprint((ulong)i << 33, (ulong)i), now) is not null),
        ];
}
