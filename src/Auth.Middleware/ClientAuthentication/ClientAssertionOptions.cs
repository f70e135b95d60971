namespace Auth.ClientAuthentication;

/// <summary>Settings of clients that authenticate with a signed assertion, <c>private_key_jwt</c> (RFC 7523).</summary>
public sealed class ClientAssertionOptions
{
    /// <summary>How far ahead the end of an assertion may lie.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far a client's clock may be off, in both directions.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);
}
