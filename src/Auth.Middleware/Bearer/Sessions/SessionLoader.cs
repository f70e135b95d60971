using System.Collections.Concurrent;
using Auth.Credentials;
using Auth.Hooks;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Bearer.Sessions;

/// <summary>Finds the session of a token: in memory, or by one query that all requests with the same token share.</summary>
internal sealed class SessionLoader(
    TokenReader tokens,
    IAccessKeyStore keys,
    ClientSessions clients,
    SessionFreshness freshness,
    CredentialFormat format,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options,
    BearerScheme scheme,
    AuthHooks hooks
)
{
    private readonly TokenFingerprinter _fingerprinter = new();
    private readonly SessionCache _cache = new(options.CurrentValue.Bearer.CacheCapacity);
    private readonly ConcurrentDictionary<TokenFingerprint, Load> _loads = new();
    private readonly string _start = format.Start(CredentialKind.AccessToken);
    private readonly string _keyStart = format.Start(CredentialKind.AccessKey);
    private readonly int _length = format.Length(CredentialKind.AccessToken);

    /// <summary>Fingerprints a token.</summary>
    /// <returns><see langword="false"/> when the text has the form neither of our access tokens nor of our access keys.</returns>
    public bool TryFingerprint(ReadOnlySpan<char> token, out TokenFingerprint fingerprint)
    {
        if (token.Length == _length && token.StartsWith(_start, StringComparison.Ordinal))
        {
            return _fingerprinter.TryCompute(token[^TokenFingerprinter.Length..], out fingerprint);
        }

        if (IsKey(token))
        {
            var sound = _fingerprinter.TryCompute(token[^TokenFingerprinter.Length..], out fingerprint);
            // What stands in front of the random part is not fingerprinted: a key must not be found under the name of a token.
            fingerprint = fingerprint with
            {
                High = ~fingerprint.High,
            };
            return sound;
        }

        fingerprint = default;
        return false;
    }

    /// <summary>Looks in memory only.</summary>
    public TokenSession? Find(TokenFingerprint fingerprint, long now) => _cache.Find(fingerprint, now);

    /// <summary>Reads a token from the store, unless its tag shows that this server never made it.</summary>
    /// <remarks>Runs to its end even when the caller that started it hangs up: others may wait for the same answer.</remarks>
    public ValueTask<TokenSession> LoadAsync(
        TokenFingerprint fingerprint,
        ReadOnlySpan<char> token,
        CancellationToken cancellationToken
    )
    {
        var isKey = IsKey(token);
        if (!format.IsGenuine(token, isKey ? CredentialKind.AccessKey : CredentialKind.AccessToken))
        {
            return new(TokenSession.Unknown);
        }

        // A load that began before a change may answer with what was there before: only requests as old as itself may share it.
        if (!_loads.TryGetValue(fingerprint, out var load) || load.Changes != clients.Changes)
        {
            load = StartLoad(fingerprint, CredentialHash.OfToken(token), isKey, load);
        }

        return new(load.Task.WaitAsync(cancellationToken));
    }

    private bool IsKey(ReadOnlySpan<char> token) =>
        token.Length == _length && token.StartsWith(_keyStart, StringComparison.Ordinal);

    private Load StartLoad(TokenFingerprint fingerprint, TokenHash hash, bool isKey, Load? outdated)
    {
        var load = new Load(clients.Changes);
        var isFirst = outdated is null
            ? _loads.TryAdd(fingerprint, load)
            : _loads.TryUpdate(fingerprint, load, outdated);
        if (!isFirst && _loads.TryGetValue(fingerprint, out var winner) && winner.Changes == load.Changes)
        {
            return winner;
        }

        _ = CompleteAsync(load, fingerprint, hash, isKey);
        return load;
    }

    private async Task CompleteAsync(Load load, TokenFingerprint fingerprint, TokenHash hash, bool isKey)
    {
        try
        {
            // The load that this one missed by a hair may have put its answer in the cache.
            load.SetResult(
                _cache.Find(fingerprint, clock.Milliseconds) ?? await ReadAsync(fingerprint, hash, isKey, load.Changes)
            );
        }
        catch (Exception e)
        {
            load.SetException(e);
            _ = load.Task.Exception; // Observed: every waiter may have hung up.
        }
        finally
        {
            _loads.TryRemove(KeyValuePair.Create(fingerprint, load));
        }
    }

    private async Task<TokenSession> ReadAsync(TokenFingerprint fingerprint, TokenHash hash, bool isKey, long changes)
    {
        var key = isKey ? await keys.FindAsync(hash, CancellationToken.None) : null;
        var (found, at) = isKey ? new(AsToken(key), clock.Milliseconds) : await tokens.ReadAsync(hash);
        var now = clock.Milliseconds;
        var utcNow = clock.UtcNow;
        var session =
            found is null || found.Client.HasLapsed(utcNow) ? TokenSession.Unknown
            : found.Token.HasExpired(utcNow) ? TokenSession.Expired
            : await hooks.ValidatedAsync(found) is { } claims
                ? clients.For(found.Client).SessionOf(found.Token, scheme.Name, claims, key?.Key)
            : TokenSession.Unknown;
        if (changes == clients.Changes)
        {
            var settings = options.CurrentValue.Bearer;
            var validUntil = session.Client is null
                ? now + (long)settings.UnknownTokenLifetime.TotalMilliseconds
                : EndOf(found!, at + (long)freshness.Lifetime(settings).TotalMilliseconds, now, utcNow);
            _cache.Put(fingerprint, session, validUntil, now);
        }

        return session;
    }

    /// <summary>A key is a token of its client without scopes and without an end.</summary>
    private static TokenLookup? AsToken(AccessKeyLookup? found) =>
        found is null
            ? null
            : new TokenLookup(
                new AccessToken(found.Key.Hash, found.Client.Id, [], found.Key.CreatedAt, ExpiresAt: null),
                found.Client
            );

    /// <summary>The end of the session, brought forward to that of the token or the registration.</summary>
    private static long EndOf(TokenLookup found, long end, long now, DateTimeOffset utcNow)
    {
        var rest = TokenReading.Rest(found, utcNow);
        return rest < TimeSpan.FromMilliseconds(end - now) ? now + (long)rest.TotalMilliseconds : end;
    }

    /// <summary>A query on its way.</summary>
    /// <param name="changes">What <see cref="ClientSessions.Changes"/> was before it.</param>
    private sealed class Load(long changes)
        : TaskCompletionSource<TokenSession>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Changes { get; } = changes;
    }
}
