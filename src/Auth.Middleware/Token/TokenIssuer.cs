using System.Collections.Immutable;
using Auth.Auditing;
using Auth.Credentials;
using Auth.Hooks;
using Auth.Storage;
using Auth.Time;

namespace Auth.Token;

/// <summary>Issues access tokens: random, stored as a hash, answered only once they are safe in the store.</summary>
internal sealed class TokenIssuer(
    ITokenStore tokens,
    TokenCap cap,
    CredentialFormat format,
    AuthClock clock,
    AuthHooks hooks,
    AuthEventLog events
)
{
    /// <summary>Issues a token for a client that acts for itself, good at every resource.</summary>
    public ValueTask<IssueOutcome> IssueAsync(
        Client client,
        ImmutableArray<string> scopes,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    ) => IssueAsync(client, scopes, lifetime, subject: null, audience: [], keyThumbprint: null, cancellationToken);

    /// <summary>Issues a token, unless the host refuses it.</summary>
    public ValueTask<IssueOutcome> IssueAsync(
        Client client,
        ImmutableArray<string> scopes,
        TimeSpan? lifetime,
        string? subject,
        ImmutableArray<string> audience,
        string? keyThumbprint,
        CancellationToken cancellationToken
    ) =>
        IssueAsync(
            client,
            scopes,
            lifetime,
            new TokenBinding(audience, keyThumbprint) { Subject = subject },
            cancellationToken
        );

    /// <summary>Issues a token for a user or a client, unless the host refuses it.</summary>
    public async ValueTask<IssueOutcome> IssueAsync(
        Client client,
        ImmutableArray<string> scopes,
        TimeSpan? lifetime,
        TokenBinding binding,
        CancellationToken cancellationToken
    )
    {
        var (prepared, error) = await PrepareAsync(client, scopes, lifetime, binding);
        if (prepared is null)
        {
            return new IssueOutcome.Refused(error!);
        }

        await tokens.AddAsync(prepared.Stored, cancellationToken);
        await CompleteAsync(prepared, cancellationToken);
        return new IssueOutcome.Issued(prepared.Issued);
    }

    /// <summary>Makes a token that the caller stores, such as together with the code it is bought with.</summary>
    /// <returns>The token, or the error with which the host refuses it.</returns>
    public async ValueTask<(PreparedToken? Token, OAuthError? Error)> PrepareAsync(
        Client client,
        ImmutableArray<string> scopes,
        TimeSpan? lifetime,
        TokenBinding binding
    )
    {
        if (client.RequiresDPoP && binding.KeyThumbprint is null)
        {
            // An endpoint that issues tokens has forgotten to ask for the proof.
            throw new InvalidOperationException("The tokens of the client must be bound to a key.");
        }

        if (await hooks.IssuingAsync(client, scopes, lifetime, binding.Subject, binding.Audience) is { } asked)
        {
            if (asked.Error is { } error)
            {
                return (null, error);
            }

            (scopes, lifetime) = (asked.Scopes, asked.Lifetime);
        }

        var token = format.Create(CredentialKind.AccessToken);
        var now = clock.UtcNow;
        var stored = new AccessToken(CredentialHash.OfToken(token), client.Id, scopes, now, now + lifetime)
        {
            Subject = binding.Subject,
            AuthorizationId = binding.AuthorizationId,
            Audience = binding.Audience,
            KeyThumbprint = binding.KeyThumbprint,
        };
        var issued = new IssuedToken(token, scopes, lifetime, now, binding.KeyThumbprint);
        return (new PreparedToken(issued, stored), null);
    }

    /// <summary>Counts a token that was stored, and tells of it.</summary>
    public async ValueTask CompleteAsync(PreparedToken prepared, CancellationToken cancellationToken)
    {
        var stored = prepared.Stored;
        await cap.CountAsync(stored.ClientId, stored.Subject, cancellationToken);
        events.Write(new TokenIssued(stored.IssuedAt, stored.ClientId, stored.Scopes) { Subject = stored.Subject });
    }
}

/// <summary>Whose token it is and what it is good for.</summary>
/// <param name="Audience">The resources; empty for all.</param>
/// <param name="KeyThumbprint">The key that must be proved with it, or <see langword="null"/>.</param>
internal sealed record TokenBinding(ImmutableArray<string> Audience, string? KeyThumbprint)
{
    /// <summary>The user behind the token, or <see langword="null"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>The user's approval.</summary>
    public string? AuthorizationId { get; init; }
}

/// <summary>A token that is made and not stored yet.</summary>
/// <param name="Issued">What the client gets.</param>
/// <param name="Stored">What the store gets.</param>
internal sealed record PreparedToken(IssuedToken Issued, AccessToken Stored);

/// <summary>How a request for a token ended.</summary>
internal abstract record IssueOutcome
{
    private IssueOutcome() { }

    /// <summary>The token is stored.</summary>
    public sealed record Issued(IssuedToken Token) : IssueOutcome;

    /// <summary>The host refuses it.</summary>
    public sealed record Refused(OAuthError Error) : IssueOutcome;
}

/// <summary>A token on its way to the client; the only place where it stands in clear.</summary>
internal sealed record IssuedToken(
    string Token,
    ImmutableArray<string> Scopes,
    TimeSpan? Lifetime,
    DateTimeOffset IssuedAt,
    string? KeyThumbprint
)
{
    /// <summary>The refresh token beside it (RFC 6749 section 1.5); <see langword="null"/> for none.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The scopes as one string (RFC 6749 section 3.3).</summary>
    public string Scope => string.Join(' ', Scopes);

    /// <summary>Does not show the token.</summary>
    public override string ToString() => $"IssuedToken {{ Scope = {Scope} }}";
}
