namespace Auth;

/// <summary>Hooks: what a host may decide itself. Set with <c>AddEvents</c>.</summary>
/// <remarks>
/// A hook runs inside the request it decides about. One that throws is answered 503, like a store that fails: nothing is half done. What needs
/// no decision belongs into an <see cref="IAuthEventSink"/>.
/// </remarks>
public sealed class AuthEvents
{
    /// <summary>An application is about to be registered: its scopes and tier may be changed, or it may be refused.</summary>
    /// <value>The default is <see langword="null"/>: it is registered as its dialect says.</value>
    public Func<ClientRegisteringContext, ValueTask>? OnClientRegistering { get; set; }

    /// <summary>An access token is about to be issued: its scopes and lifetime may be changed, or it may be refused.</summary>
    /// <value>The default is <see langword="null"/>: it is issued as the grant says.</value>
    public Func<TokenIssuingContext, ValueTask>? OnTokenIssuing { get; set; }

    /// <summary>A live access token was read from the store: claims may be added to its principal, or it may be refused.</summary>
    /// <remarks>Runs once for each time a token enters the cache, at most every <c>Auth:Bearer:CacheLifetime</c>, and not for each request.</remarks>
    /// <value>The default is <see langword="null"/>: the principal has the client's own claims.</value>
    public Func<TokenValidatedContext, ValueTask>? OnTokenValidated { get; set; }
}
