namespace Auth.Token;

/// <summary>Settings of token issuance.</summary>
public sealed class TokenOptions
{
    /// <summary>How long an access token lives; at least one second.</summary>
    /// <value>The default is one hour.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many tokens of one client live at a time, and how many for each user who approved it; the oldest are revoked to make room.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxLivePerClient { get; set; } = 1_000;

    /// <summary>How scopes cover each other, at the token endpoint and at resources.</summary>
    /// <value>The default is <see cref="ScopeMatching.Exact"/>.</value>
    public ScopeMatching ScopeMatching { get; set; }
}
