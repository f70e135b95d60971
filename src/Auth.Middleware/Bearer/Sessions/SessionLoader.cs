using System.Collections.Concurrent;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Bearer.Sessions;

/// <summary>Finds the session of a token: in memory, or by one query that all requests with the same token share.</summary>
internal sealed class SessionLoader(
    ITokenStore tokens,
    ClientSessions clients,
    CredentialFormat format,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options,
    BearerScheme scheme
)
{
    private readonly TokenFingerprinter _fingerprinter = new();
    private readonly SessionCache _cache = new(options.CurrentValue.Bearer.CacheCapacity);
    private readonly ConcurrentDictionary<TokenFingerprint, Task<TokenSession>> _loads = new();
    private readonly string _start = format.Start(CredentialKind.AccessToken);
    private readonly int _length = format.Length(CredentialKind.AccessToken);

    /// <summary>Fingerprints a token.</summary>
    /// <returns><see langword="false"/> when the text does not have the form of our access tokens.</returns>
    public bool TryFingerprint(ReadOnlySpan<char> token, out TokenFingerprint fingerprint)
    {
        if (token.Length == _length && token.StartsWith(_start, StringComparison.Ordinal))
        {
            return _fingerprinter.TryCompute(token[^TokenFingerprinter.Length..], out fingerprint);
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
        if (!format.IsGenuine(token, CredentialKind.AccessToken))
        {
            return new(TokenSession.Refused(fingerprint, TokenState.Unknown, validUntil: 0));
        }

        if (!_loads.TryGetValue(fingerprint, out var load))
        {
            load = StartLoad(fingerprint, CredentialHash.OfToken(token));
        }

        return new(load.WaitAsync(cancellationToken));
    }

    private Task<TokenSession> StartLoad(TokenFingerprint fingerprint, TokenHash hash)
    {
        var source = new TaskCompletionSource<TokenSession>(TaskCreationOptions.RunContinuationsAsynchronously);
        var winner = _loads.GetOrAdd(fingerprint, source.Task);
        if (ReferenceEquals(winner, source.Task))
        {
            _ = CompleteAsync(source, fingerprint, hash);
        }

        return winner;
    }

    private async Task CompleteAsync(
        TaskCompletionSource<TokenSession> source,
        TokenFingerprint fingerprint,
        TokenHash hash
    )
    {
        try
        {
            var session = await ReadAsync(fingerprint, hash);
            _loads.TryRemove(fingerprint, out _);
            source.SetResult(session);
        }
        catch (Exception e)
        {
            _loads.TryRemove(fingerprint, out _);
            source.SetException(e);
            _ = source.Task.Exception; // Observed: every waiter may have hung up.
        }
    }

    private async Task<TokenSession> ReadAsync(TokenFingerprint fingerprint, TokenHash hash)
    {
        var changes = clients.Changes;
        var found = await tokens.FindAsync(hash, CancellationToken.None);
        var now = clock.Milliseconds;
        var utcNow = clock.UtcNow;
        var session =
            found is null || found.Client.HasLapsed(utcNow) ? Refused(TokenState.Unknown)
            : found.Token.HasExpired(utcNow) ? Refused(TokenState.Expired)
            : TokenSession.Live(
                fingerprint,
                found.Token,
                clients.For(found.Client),
                scheme.Name,
                ValidUntil(found.Token, now, utcNow)
            );
        if (changes == clients.Changes)
        {
            _cache.Put(session, now);
        }

        return session;

        TokenSession Refused(TokenState state) =>
            TokenSession.Refused(
                fingerprint,
                state,
                now + (long)options.CurrentValue.Bearer.UnknownTokenLifetime.TotalMilliseconds
            );
    }

    private long ValidUntil(AccessToken token, long now, DateTimeOffset utcNow)
    {
        var lifetime = (long)options.CurrentValue.Bearer.CacheLifetime.TotalMilliseconds;
        return now
            + (token.ExpiresAt is { } end ? Math.Min(lifetime, (long)(end - utcNow).TotalMilliseconds) : lifetime);
    }
}
