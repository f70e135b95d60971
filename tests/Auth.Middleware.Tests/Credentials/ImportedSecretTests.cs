using System.Diagnostics;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Testing;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Credentials;

/// <summary>Secrets that people choose: hashed slowly, few at a time, quickly again once they were right.</summary>
public sealed class ImportedSecretTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SlowHashGate _gate = new();
    private readonly ClientCredentialsAuthOptions _options = new();
    private readonly ImportedSecrets _secrets;

    public ImportedSecretTests()
    {
        _options.ImportedSecrets.Iterations = 1_000;
        _secrets = new ImportedSecrets(
            _gate,
            new KnownSecrets(new AuthClock(_clock, new RateLimitClock(_clock))),
            new Monitor(_options)
        );
    }

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void The_stored_form_names_algorithm_rounds_and_salt_and_never_shows_in_logs()
    {
        var (one, other) = (SlowHash.Create("secret", 1_000), SlowHash.Create("secret", 1_000));

        one.Value.ShouldMatch(@"^v1\$pbkdf2-sha256\$1000\$[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}$");
        one.ShouldNotBe(other);
        SlowHash.IsMatch("secret", one).ShouldBeTrue();
        SlowHash.IsMatch("Secret", one).ShouldBeFalse();
        one.ToString().ShouldNotContain(one.Value.Split('$')[4]);
        SecretVerifier.Match(null, "secret", _clock.GetUtcNow()).ShouldBeNull();
    }

    [Fact]
    public async Task A_published_hash_is_recognised()
    {
        // PBKDF2-HMAC-SHA256 of "passwd" with salt "salt", one round (RFC 7914 section 11), its first 32 bytes.
        var digest = Convert.ToBase64String(
            Convert.FromHexString("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc")
        );
        var hash = new SecretHash($"v1$pbkdf2-sha256$1$c2FsdA==${digest}");

        (await MatchAsync(hash, "passwd")).ShouldBeTrue();
        (await MatchAsync(hash, "passwe")).ShouldBeFalse();
    }

    [Fact]
    public async Task Once_right_a_secret_costs_next_to_nothing_and_a_wrong_one_no_processor()
    {
        _options.ImportedSecrets.Iterations = 200_000;
        var hash = SlowHash.Create("right", 200_000);
        (await MatchAsync(hash, "right")).ShouldBeTrue();

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 1_000; i++)
        {
            (await MatchAsync(hash, "right")).ShouldBeTrue();
        }

        var thousand = watch.Elapsed;
        watch.Restart();
        SlowHash.IsMatch("right", hash);
        thousand.ShouldBeLessThan(watch.Elapsed * 100, "a thousand right ones cost less than a hundred slow hashes");
    }

    [Fact]
    public async Task What_was_right_is_forgotten_after_five_minutes_and_with_its_hash()
    {
        var known = new KnownSecrets(new AuthClock(_clock, new RateLimitClock(_clock)));
        var (hash, other) = (SlowHash.Create("right", 1_000), SlowHash.Create("right", 1_000));
        known.IsMatch("right", hash).ShouldBeNull();

        known.Remember("right", hash);

        known.IsMatch("right", hash).ShouldBe(true);
        known.IsMatch("wrong", hash).ShouldBe(false);
        known.IsMatch("right", other).ShouldBeNull("another secret, another hash");
        _clock.Advance(KnownSecrets.Lifetime - TimeSpan.FromMilliseconds(1));
        known.IsMatch("wrong", hash).ShouldBe(false, "a wrong one does not keep it");
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        known.IsMatch("right", hash).ShouldBeNull();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_secret_that_is_too_long_is_never_hashed()
    {
        var hash = SlowHash.Create(new string('x', 129), 1_000);

        (await MatchAsync(hash, new string('x', 129))).ShouldBeFalse();
        ImportedSecrets.IsAcceptable(new string('é', 64)).ShouldBeTrue();
        ImportedSecrets.IsAcceptable(new string('é', 65)).ShouldBeFalse();
        ImportedSecrets.IsAcceptable("").ShouldBeFalse();
    }

    [Fact]
    public async Task Few_hashes_run_at_a_time_and_who_finds_the_line_full_is_turned_away_at_once()
    {
        using var hold = new ManualResetEventSlim();
        var (running, most) = (0, 0);
        var calls = Enumerable
            .Range(0, SlowHashGate.Slots + SlowHashGate.MaxWaiting + 20)
            .Select(_ =>
                _gate
                    .RunAsync(
                        () =>
                        {
                            most = Math.Max(most, Interlocked.Increment(ref running));
                            hold.Wait();
                            Interlocked.Decrement(ref running);
                            return true;
                        },
                        CancellationToken.None
                    )
                    .AsTask()
            )
            .ToList();

        var turnedAway = calls.Where(call => call.IsCompleted).ToList();
        (await _gate.IdleAsync(() => true, CancellationToken.None)).ShouldBeFalse(
            "an idle check waits in the same line"
        );
        hold.Set();
        var results = await Task.WhenAll(calls);

        turnedAway.Count.ShouldBe(20);
        results.Count(result => result is null).ShouldBe(20);
        most.ShouldBeLessThanOrEqualTo(SlowHashGate.Slots);
    }

    [Fact]
    public async Task An_answer_that_is_known_takes_as_long_as_a_hash_and_no_processor()
    {
        // Two gates of one machine: what one learns about hashes the other does not know.
        var slow = SlowHash.Create("right", 400_000);
        var watch = Stopwatch.StartNew();
        (await _gate.RunAsync(() => SlowHash.IsMatch("wrong", slow), CancellationToken.None)).ShouldBe(false);
        var hash = watch.Elapsed;
        watch.Restart();

        (await _gate.IdleAsync(() => throw new InvalidOperationException(), CancellationToken.None)).ShouldBeTrue();

        // It also waits for the rest of the slot.
        watch.Elapsed.ShouldBeGreaterThan(hash * 0.9);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_leaves_its_place_to_others()
    {
        using var hold = new ManualResetEventSlim();
        var running = Enumerable
            .Range(0, SlowHashGate.Slots)
            .Select(_ =>
                _gate
                    .RunAsync(
                        () =>
                        {
                            hold.Wait();
                            return true;
                        },
                        CancellationToken.None
                    )
                    .AsTask()
            )
            .ToList();
        for (var i = 0; i < 100; i++)
        {
            using var gone = new CancellationTokenSource();
            var waiting = _gate.RunAsync(() => true, gone.Token).AsTask();
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(waiting);
        }

        var next = _gate.RunAsync(() => true, CancellationToken.None).AsTask();
        hold.Set();

        (await next).ShouldBe(true);
        await Task.WhenAll(running);
    }

    private async Task<bool> MatchAsync(SecretHash hash, string presented)
    {
        var result = await _secrets.MatchAsync(
            [new ClientSecret("1", hash, _clock.GetUtcNow(), ExpiresAt: null)],
            presented,
            CancellationToken.None
        );
        result.IsBusy.ShouldBeFalse();
        return result.Secret is not null;
    }

    private sealed class Monitor(ClientCredentialsAuthOptions options) : IOptionsMonitor<ClientCredentialsAuthOptions>
    {
        public ClientCredentialsAuthOptions CurrentValue => options;

        public ClientCredentialsAuthOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<ClientCredentialsAuthOptions, string?> listener) => null;
    }
}
