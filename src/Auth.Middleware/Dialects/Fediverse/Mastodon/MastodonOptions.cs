namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Settings of the Mastodon dialect, bound from <c>Auth:Mastodon</c>.</summary>
public sealed class MastodonOptions
{
    /// <summary>What the dialect's paths start with; read once at start.</summary>
    /// <value>The default is empty: the root of the host. Otherwise a slash and more, such as <c>/mastodon</c>.</value>
    public string PathBase { get; set; } = "";

    /// <summary>How long an access token lives; at least one second.</summary>
    /// <value>The default is <see langword="null"/>: until it is revoked, as clients of the original expect.</value>
    public TimeSpan? TokenLifetime { get; set; }

    /// <summary>Whether a token may stand in the query, as <c>access_token</c> or <c>bearer_token</c>.</summary>
    /// <value>The default is <see langword="true"/>, as in the original. URLs end up in logs: switch it off where no client needs it.</value>
    public bool AcceptTokensInQuery { get; set; } = true;

    /// <summary>The name of the service, for <c>/api/v1/instance</c>.</summary>
    /// <value>The default is <c>Auth</c>.</value>
    public string Title { get; set; } = "Auth";

    /// <summary>What the service is, for <c>/api/v1/instance</c>.</summary>
    /// <value>The default is empty.</value>
    public string Description { get; set; } = "";

    /// <summary>An address for <c>/api/v1/instance</c>.</summary>
    /// <value>The default is empty.</value>
    public string ContactEmail { get; set; } = "";

    /// <summary>The version of Mastodon whose wire format is spoken; clients compare it to decide what they may send.</summary>
    /// <value>The default is <c>4.6.0</c>.</value>
    public string Version { get; set; } = "4.6.0";
}
