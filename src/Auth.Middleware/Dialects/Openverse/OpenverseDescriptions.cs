using Auth.OpenApi;

namespace Auth.Dialects.Openverse;

/// <summary>What OpenAPI says of the dialect's endpoints.</summary>
internal static class OpenverseDescriptions
{
    private const string Tag = "Openverse";

    private static readonly string[] Any =
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ];
    private static readonly string[] Form = ["application/x-www-form-urlencoded", "multipart/form-data"];

    public static IReadOnlyDictionary<string, EndpointDescription> All { get; } =
        new Dictionary<string, EndpointDescription>(StringComparer.Ordinal)
        {
            [$"POST {OpenverseRoutes.Register}"] = new(
                Tag,
                "Registers an application and mails a verification link.",
                typeof(ApplicationDocument),
                Any,
                new Answer(201, typeof(RegisteredBody)),
                new Answer(400, typeof(Dictionary<string, List<string>>)),
                new Answer(415, typeof(DetailBody)),
                new Answer(503, typeof(DetailBody))
            ),
            [$"POST {OpenverseRoutes.Token}"] = new(
                Tag,
                "Exchanges client credentials for an access token.",
                typeof(TokenForm),
                Form,
                new Answer(200, typeof(TokenBody)),
                new Answer(400, typeof(TokenErrorBody)),
                new Answer(401, typeof(TokenErrorBody)),
                new Answer(503, typeof(DetailBody))
            ),
            [$"GET {OpenverseRoutes.VerifyCode}"] = new(
                Tag,
                "Confirms the e-mail address; a browser is shown a page that does.",
                null,
                [],
                new Answer(200, typeof(MessageBody)),
                new Answer(404, typeof(MessageBody)),
                new Answer(410, typeof(MessageBody))
            ),
            [$"POST {OpenverseRoutes.Verify}"] = new(
                Tag,
                "Mails the verification link again.",
                typeof(ClientForm),
                Any,
                new Answer(202, typeof(MessageBody)),
                new Answer(200, typeof(MessageBody)),
                new Answer(401, typeof(DetailBody))
            ),
            [$"POST {OpenverseRoutes.Revoke}"] = new(
                Tag,
                "Revokes a token.",
                typeof(OneTokenForm),
                Form,
                new Answer(200),
                new Answer(400, typeof(TokenErrorBody)),
                new Answer(401, typeof(TokenErrorBody))
            ),
            [$"POST {OpenverseRoutes.Introspect}"] = new(
                Tag,
                "Says what one of the client's own tokens is worth.",
                typeof(OneTokenForm),
                Form,
                new Answer(200, typeof(Auth.Token.IntrospectionBody)),
                new Answer(401, typeof(TokenErrorBody))
            ),
            [$"GET {OpenverseRoutes.KeyInfo}"] = new(
                Tag,
                "Tells what the key has used and what is left.",
                null,
                [],
                new Answer(200, typeof(KeyInfoBody))
            ),
            [$"POST {OpenverseRoutes.TierRequest}"] = new(
                Tag,
                "Asks the operators for a higher tier.",
                typeof(TierWishDocument),
                Any,
                new Answer(201, typeof(MessageBody)),
                new Answer(400, typeof(Dictionary<string, List<string>>)),
                new Answer(409, typeof(DetailBody))
            ),
        };
}
