using System.Text.Json.Serialization;
using Auth.OpenApi;

namespace Auth.Dialects.Dadi;

/// <summary>What OpenAPI says of the dialect's endpoints.</summary>
internal static class DadiDescriptions
{
    private const string Tag = "DADI";

    private static readonly string[] Json = ["application/json"];

    public static IReadOnlyDictionary<string, EndpointDescription> All(string tokenPath)
    {
        var all = new Dictionary<string, EndpointDescription>(StringComparer.Ordinal)
        {
            [$"POST {tokenPath}"] = new(
                Tag,
                "Exchanges a client's id and secret for an access token.",
                typeof(DadiCredentialsDocument),
                ["application/json", "application/x-www-form-urlencoded"],
                new Answer(200, typeof(DadiTokenDocument)),
                new Answer(401, typeof(DadiStatusDocument))
            ),
        };
        Add("GET", DadiRoutes.Resources, "Lists the resources the caller has access to.", 200);
        Add("GET", DadiRoutes.Client, "Shows the calling client.", 200);
        Add("PUT", DadiRoutes.Client, "Changes the calling client.", 200);
        Add("GET", DadiRoutes.Clients, "Lists the clients.", 200);
        Add("POST", DadiRoutes.Clients, "Makes a client.", 201);
        Add("GET", DadiRoutes.ClientById, "Shows a client.", 200);
        Add("PUT", DadiRoutes.ClientById, "Changes a client.", 200);
        Add("DELETE", DadiRoutes.ClientById, "Removes a client.", 204);
        Add("POST", DadiRoutes.ClientRoles, "Gives a client roles.", 200);
        Add("DELETE", DadiRoutes.ClientRole, "Takes a role from a client.", 204);
        Add("POST", DadiRoutes.ClientResources, "Gives a client access to a resource.", 201);
        Add("PUT", DadiRoutes.ClientResource, "Changes a client's access to a resource.", 200);
        Add("DELETE", DadiRoutes.ClientResource, "Takes a client's access to a resource.", 204);
        Add("GET", DadiRoutes.Roles, "Lists the roles.", 200);
        Add("POST", DadiRoutes.Roles, "Makes a role.", 201);
        Add("GET", DadiRoutes.Role, "Shows a role.", 200);
        Add("PUT", DadiRoutes.Role, "Changes a role.", 200);
        Add("DELETE", DadiRoutes.Role, "Removes a role.", 204);
        Add("POST", DadiRoutes.RoleResources, "Lets a role access a resource.", 201);
        Add("PUT", DadiRoutes.RoleResource, "Changes a role's access to a resource.", 200);
        Add("DELETE", DadiRoutes.RoleResource, "Takes a role's access to a resource.", 204);
        foreach (var keys in (string[])[DadiRoutes.Keys, DadiRoutes.OwnKeys, DadiRoutes.ClientKeys])
        {
            Add("GET", keys, "Lists access keys.", 200);
            Add("POST", keys, "Makes an access key.", 200);
            Add("DELETE", keys + "/{keyId}", "Removes an access key.", 204);
            Add("POST", keys + "/{keyId}/resources", "Lets an access key access a resource.", 201);
            Add("PUT", keys + "/{keyId}/resources/{resource}", "Changes a key's access to a resource.", 200);
            Add("DELETE", keys + "/{keyId}/resources/{resource}", "Takes a key's access to a resource.", 204);
        }

        return all;

        void Add(string method, string route, string summary, int success) =>
            all[$"{method} {route}"] = new(
                Tag,
                summary,
                Body: null,
                Json,
                success == 204 ? new Answer(204) : new Answer(success, typeof(DadiResultsDocument)),
                new Answer(401, typeof(DadiErrorDocument)),
                new Answer(403, typeof(DadiErrorDocument))
            );
    }
}

/// <summary>A client's credentials, as documents show them.</summary>
internal sealed record DadiCredentialsDocument(
    [property: JsonPropertyName("clientId")] string ClientId,
    [property: JsonPropertyName("secret")] string Secret
);

/// <summary>A token, as documents show it.</summary>
internal sealed record DadiTokenDocument(
    [property: JsonPropertyName("accessToken")] string AccessToken,
    [property: JsonPropertyName("tokenType")] string TokenType,
    [property: JsonPropertyName("expiresIn")] long ExpiresIn
);

/// <summary>A bare refusal, as documents show it.</summary>
internal sealed record DadiStatusDocument([property: JsonPropertyName("statusCode")] int StatusCode);

/// <summary>Clients, roles, resources or keys, as documents show them.</summary>
internal sealed record DadiResultsDocument(
    [property: JsonPropertyName("results")] IReadOnlyList<IReadOnlyDictionary<string, string>> Results
);

/// <summary>A numbered error, as documents show it.</summary>
internal sealed record DadiErrorDocument(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("details")] string Details,
    [property: JsonPropertyName("docLink")] string DocLink
);
