using Auth.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Where the dialect's clients put their tokens besides the header.</summary>
internal static class MastodonTokens
{
    /// <summary>Endpoint metadata: tokens in the query, where the host accepts them.</summary>
    public static readonly TokenParameters InQuery = new("access_token", "bearer_token")
    {
        IsAccepted = static context =>
            context
                .RequestServices.GetRequiredService<IOptionsMonitor<MastodonOptions>>()
                .CurrentValue.AcceptTokensInQuery,
    };
}
