using System.Collections.Immutable;
using Auth.Hooks;
using Auth.Storage;

namespace Auth;

/// <summary>A token that a host may change or refuse, after the client was authenticated and before anything is stored.</summary>
public sealed class TokenIssuingContext
{
    internal TokenIssuingContext(Client client, ImmutableArray<string> scopes, TimeSpan? lifetime)
    {
        Client = client;
        Scopes = scopes;
        Lifetime = lifetime;
    }

    /// <summary>The client that asks.</summary>
    public Client Client { get; }

    /// <summary>The user who has approved the client; <see langword="null"/> for a client that acts for itself.</summary>
    public string? Subject { get; internal init; }

    /// <summary>The resources the token is for (RFC 8707); empty for all.</summary>
    public ImmutableArray<string> Audience { get; internal init; } = [];

    /// <summary>The scopes of the token. What is set here is granted and told to the client (RFC 6749 section 5.1).</summary>
    /// <exception cref="ArgumentException">A name that no scope can have (RFC 6749 section 3.3).</exception>
    public ImmutableArray<string> Scopes
    {
        get;
        set => field = ScopeNames.Checked(value);
    }

    /// <summary>How long the token lives; <see langword="null"/> until it is revoked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than a second.</exception>
    public TimeSpan? Lifetime
    {
        get;
        set
        {
            if (value < TimeSpan.FromSeconds(1))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "A token lives for a second at least.");
            }

            field = value;
        }
    }

    internal OAuthError? Error { get; private set; }

    /// <summary>Refuses the token. Dialects word the refusal in their own shape.</summary>
    /// <param name="error">What the client is told.</param>
    public void Reject(OAuthError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
    }
}
