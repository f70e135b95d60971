using System.Text.Json.Serialization;
using Auth.OpenApi;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>What OpenAPI says of the dialect's endpoints.</summary>
internal static class GoToSocialDescriptions
{
    private const string Tag = "GoToSocial";

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
            [$"POST {pathBase}{GoToSocialRoutes.Apps}"] = new(
                Tag,
                "Registers an application.",
                typeof(GoToSocialAppDocument),
                Any,
                new Answer(200, typeof(GoToSocialApplicationBody)),
                new Answer(400, typeof(GoToSocialErrorBody))
            ),
            [$"GET {pathBase}{GoToSocialRoutes.VerifyApp}"] = new(
                Tag,
                "Shows a token its application.",
                null,
                [],
                new Answer(200, typeof(GoToSocialApplicationBody)),
                new Answer(401, typeof(GoToSocialErrorBody))
            ),
            [$"GET {pathBase}{GoToSocialRoutes.Instance}"] = new(
                Tag,
                "Describes the server.",
                null,
                [],
                new Answer(200, typeof(GoToSocialInstanceBody))
            ),
            [$"POST {pathBase}{GoToSocialRoutes.Token}"] = new(
                Tag,
                "Exchanges client credentials or a code for an access token.",
                typeof(TokenForm),
                Any,
                new Answer(200, typeof(GoToSocialTokenBody)),
                new Answer(400, typeof(GoToSocialErrorBody)),
                new Answer(401, typeof(GoToSocialErrorBody))
            ),
            [$"POST {pathBase}{GoToSocialRoutes.Revoke}"] = new(
                Tag,
                "Revokes a token.",
                typeof(OneTokenForm),
                Any,
                new Answer(200, typeof(NothingBody)),
                new Answer(403, typeof(GoToSocialErrorBody))
            ),
        };
}

/// <summary>The fields of a registration, for OpenAPI.</summary>
internal sealed record GoToSocialAppDocument(
    [property: JsonPropertyName("client_name")] string ClientName,
    [property: JsonPropertyName("redirect_uris")] string? RedirectUris,
    [property: JsonPropertyName("scopes")] string? Scopes,
    [property: JsonPropertyName("website")] string? Website
);
