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
            [$"GET {AuthorizationRoutes.Authorize}"] = new(
                Tag,
                "Asks the signed-in user whether a client may act for them (RFC 6749 section 4.1.1).",
                null,
                [],
                new Answer(200, typeof(string), Page),
                new Answer(303),
                new Answer(400, typeof(string), Page)
            ),
        };
}
