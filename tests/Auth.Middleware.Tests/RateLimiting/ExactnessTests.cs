using System.Net;
using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class ExactnessTests
{
    private const int Callers = 64;
    private const int Requests = 10_000;

    [Fact]
    [Trait("line", "L7")]
    [Trait("attack", "48")]
    public void A_client_gets_exactly_its_limit_under_concurrency()
    {
        var engine = Limits.Engine();
        for (var round = 0; round < 20; round++)
        {
            var session = Limits.Tier(TierNames.Standard);
            var id = $"client-{round}";
            // Each caller finds the meter by itself, as each token's session does.
            Race(() => engine.Client(id), m => engine.AcquireClient(m, session, null, 1, Limits.Start)).ShouldBe(100);
        }
    }

    [Fact]
    public void An_address_gets_exactly_its_limit_under_concurrency()
    {
        var engine = Limits.Engine();
        for (var round = 0; round < 20; round++)
        {
            var address = new IPAddress([203, 0, 113, (byte)round]);
            Race(() => address, a => engine.AcquireAddress(a, null, 1, Limits.Start)).ShouldBe(20);
        }
    }

    [Fact]
    public void The_sustained_window_is_exact_too()
    {
        var engine = Limits.Engine(("Tiers:standard:burst", "1000000/min"), ("Tiers:standard:sustained", "777/day"));
        var session = Limits.Tier(TierNames.Standard);

        Race(() => engine.Client("a"), m => engine.AcquireClient(m, session, null, 1, Limits.Start)).ShouldBe(777);
        engine.PeekClient(engine.Client("a"), session, null, Limits.Start)[0].Used.ShouldBe(777);
    }

    [Fact]
    public void Sweeping_and_reloading_sessions_never_forgets_a_count()
    {
        var clients = new ClientMeters();
        var set = Limits.Set(("burst", "100/min"));
        var sweeping = true;
        var sweeper = new Thread(() =>
        {
            while (Volatile.Read(ref sweeping))
                clients.SweepIdle(Limits.Start);
        });
        sweeper.Start();

        for (var round = 0; round < 8; round++)
        {
            var id = $"client-{round}";
            Race(
                    () => clients.GetOrAdd(id),
                    meter =>
                    {
                        var decision = Limits.Decision(set);
                        meter.Acquire(1, Limits.Start, ref decision);
                        return decision;
                    }
                )
                .ShouldBe(100);
        }

        Volatile.Write(ref sweeping, false);
        sweeper.Join();
        clients.DrainUsage(int.MaxValue).Sum(u => u.Allowed).ShouldBe(8 * 100);
    }

    private static int Race<T>(Func<T> find, Func<T, RateLimitDecision> decide)
    {
        var admitted = 0;
        using var barrier = new Barrier(Callers);
        var threads = Enumerable.Range(0, Callers).Select(caller => new Thread(() => Call(caller))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return admitted;

        void Call(int caller)
        {
            barrier.SignalAndWait();
            var target = find();
            for (var i = caller; i < Requests; i += Callers)
            {
                if (decide(target).IsAdmitted)
                    Interlocked.Increment(ref admitted);
            }
        }
    }
}
