using Auth.Discovery;
using Auth.Hosting;
using Auth.KeyInfo;
using Auth.Registration.Dynamic;
using Auth.Token;
using Auth.Verification;
using Auth.Wire;

namespace Auth.OpenApi;

/// <summary>What OpenAPI says of the standard endpoints.</summary>
internal static class StandardDescriptions
{
    private const string Tag = "OAuth 2.0";

    private static readonly string[] Form = ["application/x-www-form-urlencoded"];
    private static readonly string[] Json = ["application/json"];
    private static readonly Answer Bad = new(400, typeof(OAuthErrorBody));
    private static readonly Answer Unauthorized = new(401, typeof(OAuthErrorBody));
    private static readonly Answer Down = new(503, typeof(OAuthErrorBody));

    public static IReadOnlyDictionary<string, EndpointDescription> All { get; } =
        new Dictionary<string, EndpointDescription>(StringComparer.Ordinal)
        {
            [$"POST {StandardRoutes.Token}"] = new(
                Tag,
                "Exchanges client credentials for an access token (RFC 6749).",
                typeof(TokenForm),
                Form,
                new Answer(200, typeof(TokenBody)),
                Bad,
                Unauthorized,
                Down
            ),
            [$"POST {StandardRoutes.Revoke}"] = new(
                Tag,
                "Revokes a token (RFC 7009).",
                typeof(OneTokenForm),
                Form,
                new Answer(200),
                Bad,
                Unauthorized,
                Down
            ),
            [$"POST {StandardRoutes.Introspect}"] = new(
                Tag,
                "Says what a token is worth (RFC 7662).",
                typeof(OneTokenForm),
                Form,
                new Answer(200, typeof(IntrospectionBody)),
                Bad,
                Unauthorized,
                Down
            ),
            [$"GET {StandardRoutes.Key}"] = new(
                Tag,
                "Tells the caller its client, scopes, limits and what is left of them.",
                null,
                [],
                new Answer(200, typeof(KeyBody))
            ),
            [$"POST {RegistrationRoutes.Register}"] = new(
                Tag,
                "Registers a client (RFC 7591).",
                typeof(ClientMetadataDocument),
                Json,
                new Answer(201, typeof(ClientInformation)),
                Bad,
                Unauthorized,
                Down
            ),
            [$"GET {RegistrationRoutes.ClientTemplate}"] = new(
                Tag,
                "Reads a registration (RFC 7592).",
                null,
                [],
                new Answer(200, typeof(ClientInformation)),
                Unauthorized
            ),
            [$"PUT {RegistrationRoutes.ClientTemplate}"] = new(
                Tag,
                "Replaces a registration (RFC 7592).",
                typeof(ClientMetadataDocument),
                Json,
                new Answer(200, typeof(ClientInformation)),
                Bad,
                Unauthorized
            ),
            [$"DELETE {RegistrationRoutes.ClientTemplate}"] = new(
                Tag,
                "Deletes a registration and its tokens (RFC 7592).",
                null,
                [],
                new Answer(204),
                Unauthorized
            ),
            [$"POST {RegistrationRoutes.SecretTemplate}"] = new(
                Tag,
                "Issues a new secret; the ones before end after an overlap.",
                typeof(RotationDocument),
                Json,
                new Answer(200, typeof(SecretInformation)),
                Bad,
                Unauthorized
            ),
            [$"POST {StandardRoutes.Verify}"] = new(
                Tag,
                "Sends the verification mail again.",
                typeof(ClientForm),
                Form,
                new Answer(200, typeof(VerificationBody)),
                new Answer(202, typeof(VerificationBody)),
                Bad,
                Unauthorized,
                Down
            ),
            [$"GET {StandardRoutes.VerifyCode}"] = new(
                Tag,
                "Confirms the address of an application; a browser gets a page that asks first.",
                null,
                [],
                new Answer(200, typeof(VerificationBody)),
                new Answer(404, typeof(VerificationBody)),
                new Answer(410, typeof(VerificationBody)),
                Down
            ),
            [$"GET {StandardRoutes.AuthorizationServerMetadata}"] = new(
                Tag,
                "Says what the authorization server can do (RFC 8414).",
                null,
                [],
                new Answer(200, typeof(AuthorizationServerMetadata))
            ),
            [$"GET {StandardRoutes.ProtectedResourceMetadata}"] = new(
                Tag,
                "Says which server protects the resources (RFC 9728).",
                null,
                [],
                new Answer(200, typeof(ProtectedResourceMetadata))
            ),
        };
}
