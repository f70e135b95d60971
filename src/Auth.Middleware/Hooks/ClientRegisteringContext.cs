using System.Collections.Immutable;
using Auth.Hooks;

namespace Auth;

/// <summary>A registration that a host may change or refuse, after its form was checked and before anything is stored.</summary>
public sealed class ClientRegisteringContext
{
    internal ClientRegisteringContext(string name, string? emailAddress, ImmutableArray<string> scopes, string tier)
    {
        Name = name;
        EmailAddress = emailAddress;
        Scopes = scopes;
        Tier = tier;
    }

    /// <summary>The application's name.</summary>
    public string Name { get; }

    /// <summary>The address that will be asked to confirm; <see langword="null"/> where none is given. Not for logs.</summary>
    public string? EmailAddress { get; }

    /// <summary>What the application is for; <see langword="null"/> when it does not say.</summary>
    public string? Description { get; internal init; }

    /// <summary>The application's web page; <see langword="null"/> when it has none.</summary>
    public string? Website { get; internal init; }

    /// <summary>Where users would be sent back to.</summary>
    public ImmutableArray<string> RedirectUris { get; internal init; } = [];

    /// <summary>The dialect that registers; empty for an operator.</summary>
    public string Dialect { get; internal init; } = "";

    /// <summary>The scopes the client may ask for.</summary>
    /// <exception cref="ArgumentException">A name that no scope can have (RFC 6749 section 3.3).</exception>
    public ImmutableArray<string> Scopes
    {
        get;
        set => field = ScopeNames.Checked(value);
    }

    /// <summary>The rate-limit tier.</summary>
    /// <value>The default is <c>Auth:Registration:Tier</c>.</value>
    public string Tier
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    internal OAuthError? Error { get; private set; }

    /// <summary>Refuses the registration. Dialects word the refusal in their own shape.</summary>
    /// <param name="error">What the caller is told.</param>
    public void Reject(OAuthError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
    }
}
