using Auth.OpenApi;

namespace Auth.Authorization;

/// <summary>What OpenAPI says of the authorization endpoint.</summary>
internal static class AuthorizationDescriptions
{
    private const string Tag = "OAuth 2.0";
    private const string Page = "text/html";

    public static IReadOnlyDictionary<string, EndpointDescription> All { get; } =
        new Dictionary<string, EndpointDescription>(StringComparer.Ordinal)
        {
            [$"GET {AuthorizationRoutes.Authorize}"] = Of(
                "Asks the signed-in user whether a client may act for them (RFC 6749 section 4.1.1)."
            ),
            [$"POST {AuthorizationRoutes.Authorize}"] = Of("Takes the user's answer."),
            [$"GET {AuthorizationRoutes.Authorized}"] = Of(
                "Shows the signed-in user the applications that may act for them."
            ),
            [$"POST {AuthorizationRoutes.Authorized}"] = Of("Ends what one application was allowed."),
            [$"GET {AuthorizationRoutes.Applications}"] = Of(
                "Shows the signed-in user the applications they have registered."
            ),
            [$"POST {AuthorizationRoutes.Applications}"] = Of(
                "Registers or removes an application of the user, or makes an access token for it."
            ),
        };

    /// <summary>Pages answer with HTML, or lead somewhere else.</summary>
    private static EndpointDescription Of(string summary) =>
        new(
            Tag,
            summary,
            null,
            [],
            new Answer(200, typeof(string), Page),
            new Answer(303),
            new Answer(400, typeof(string), Page)
        );
}
