using Auth.OpenApi;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>What OpenAPI says of the dialect's endpoints.</summary>
internal static class MastodonDescriptions
{
    private const string Tag = "Mastodon";

    private static readonly string[] Any =
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ];

    /// <summary>The descriptions below a path base.</summary>
    public static IReadOnlyDictionary<string, EndpointDescription> For(string pathBase) =>
        new Dictionary<string, EndpointDescription>(StringComparer.Ordinal)
        {
            [$"POST {pathBase}{MastodonRoutes.Apps}"] = new(
                Tag,
                "Registers an application.",
                typeof(MastodonAppDocument),
                Any,
                new Answer(200, typeof(RegisteredApplicationBody)),
                new Answer(422, typeof(ErrorBody))
            ),
            [$"GET {pathBase}{MastodonRoutes.VerifyApp}"] = new(
                Tag,
                "Shows a token its application.",
                null,
                [],
                new Answer(200, typeof(ApplicationBody)),
                new Answer(401, typeof(ErrorBody))
            ),
            [$"GET {pathBase}{MastodonRoutes.Instance}"] = new(
                Tag,
                "Describes the server.",
                null,
                [],
                new Answer(200, typeof(InstanceBody))
            ),
            [$"POST {pathBase}{MastodonRoutes.Token}"] = new(
                Tag,
                "Exchanges client credentials or a code for an access token.",
                typeof(TokenForm),
                Any,
                new Answer(200, typeof(MastodonTokenBody)),
                new Answer(400, typeof(MastodonOAuthErrorBody)),
                new Answer(401, typeof(MastodonOAuthErrorBody))
            ),
            [$"POST {pathBase}{MastodonRoutes.Revoke}"] = new(
                Tag,
                "Revokes a token.",
                typeof(OneTokenForm),
                Any,
                new Answer(200, typeof(EmptyBody)),
                new Answer(403, typeof(MastodonOAuthErrorBody))
            ),
            [$"POST {pathBase}{MastodonRoutes.Introspect}"] = new(
                Tag,
                "Says what one of the application's own tokens is worth.",
                typeof(OneTokenForm),
                Any,
                new Answer(200, typeof(MastodonIntrospectionBody)),
                new Answer(401, typeof(MastodonOAuthErrorBody))
            ),
            [$"GET {pathBase}{MastodonRoutes.TokenInfo}"] = new(
                Tag,
                "Tells a token about itself.",
                null,
                [],
                new Answer(200, typeof(TokenInfoBody)),
                new Answer(401, typeof(MastodonOAuthErrorBody))
            ),
        };
}
