namespace Auth.Token;

/// <summary>Settings of token issuance.</summary>
public sealed class TokenOptions
{
    /// <summary>How long an access token lives; at least one second.</summary>
    /// <value>The default is one hour.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);
}
