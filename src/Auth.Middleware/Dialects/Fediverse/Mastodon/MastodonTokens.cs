using Auth.Pipeline;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Where the dialect's clients put their tokens besides the header.</summary>
internal static class MastodonTokens
{
    private static readonly TokenParameters Parameters = new("access_token", "bearer_token");

    /// <summary>Endpoint metadata, when tokens in the query are accepted.</summary>
    public static object[] InQuery(MastodonOptions options) => options.AcceptTokensInQuery ? [Parameters] : [];
}
