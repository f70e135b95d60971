namespace Auth.Fuzz;

/// <summary>An endpoint as its documentation describes it: the fuzzer departs from there.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, with credentials of the moment in braces.</param>
/// <param name="Body">What it reads.</param>
/// <param name="Fields">The fields it knows, with good values.</param>
/// <param name="Authorization">A good header, or nothing.</param>
internal sealed record Endpoint(
    string Method,
    string Path,
    BodyKind Body = BodyKind.None,
    (string Name, string Value)[]? Fields = null,
    string Authorization = ""
)
{
    private const string Basic = "Basic {basic}";
    private const string Bearer = "Bearer {token}";
    private const string Manage = "Bearer {registration}";
    private const string Manager = "Bearer {manages}";
    private const string Admin = "/auth/admin";
    private const string Openverse = "/v1/auth_tokens";

    private static readonly (string, string)[] Grant =
    [
        ("grant_type", "client_credentials"),
        ("scope", "orders:read"),
        ("client_id", "{id}"),
        ("client_secret", "{secret}"),
    ];

    private static readonly (string, string)[] TokenField =
    [
        ("token", "{token}"),
        ("token_type_hint", "access_token"),
        ("client_id", "{id}"),
    ];

    private static readonly (string, string)[] Metadata =
    [
        ("client_id", "{id}"),
        ("client_name", "\"App\""),
        ("client_uri", "\"https://app.example\""),
        ("contacts", "[\"dev@example.org\"]"),
        ("redirect_uris", "[\"https://app.example/cb\"]"),
        ("grant_types", "[\"client_credentials\"]"),
        ("scope", "\"orders:read\""),
        ("token_endpoint_auth_method", "\"client_secret_post\""),
        ("jwks", "{\"keys\":[]}"),
        ("dpop_bound_access_tokens", "false"),
    ];

    private static readonly (string, string)[] Person =
    [
        ("name", "\"App\""),
        ("description", "\"Tests\""),
        ("email", "\"dev@example.org\""),
    ];

    private static readonly (string, string)[] Login = [("clientId", "\"{id}\""), ("secret", "\"{secret}\"")];

    private static readonly (string, string)[] Changes =
    [
        ("currentSecret", "\"x\""),
        ("email", "\"dev@example.org\""),
        ("accessType", "\"user\""),
        ("data", "{\"a\":{\"b\":null}}"),
    ];

    private static readonly (string, string) Resources = ("resources", "{\"roles\":{\"read\":true}}");

    private static readonly (string, string)[] Assignment =
    [
        ("name", "\"roles\""),
        ("access", "{\"read\":{\"fields\":{\"a\":1}}}"),
    ];

    /// <summary>Every endpoint of the library, and two of a host.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST", "/oauth2/token", BodyKind.Form, Grant),
        new("POST", "/oauth2/token", BodyKind.Form, Grant[..2], Basic),
        new("POST", "/oauth2/revoke", BodyKind.Form, TokenField, Basic),
        new("POST", "/oauth2/introspect", BodyKind.Form, TokenField, Basic),
        new("POST", "/oauth2/register", BodyKind.Json, Metadata[1..]),
        new("GET", "/oauth2/register/{id}", Authorization: Manage),
        new("PUT", "/oauth2/register/{id}", BodyKind.Json, Metadata, Manage),
        new("DELETE", "/oauth2/register/{id}", Authorization: Manage),
        new("POST", "/oauth2/register/{id}/secret", BodyKind.Json, [("overlap_seconds", "60")], Manage),
        new("POST", "/oauth2/verify", BodyKind.Form, Grant[2..]),
        new("GET", "/oauth2/verify/{code}"),
        new("POST", "/oauth2/verify/{code}"),
        new("GET", "/oauth2/key", Authorization: Bearer),
        new("GET", "/.well-known/oauth-authorization-server"),
        new("GET", "/.well-known/oauth-protected-resource"),
        new("POST", Openverse + "/register/", BodyKind.Json, Person),
        new(
            "POST",
            Openverse + "/register/",
            BodyKind.Form,
            [("name", "App"), ("description", "x"), ("email", "a@b.org")]
        ),
        new("POST", Openverse + "/token/", BodyKind.Form, Grant),
        new("POST", Openverse + "/token/", BodyKind.Multipart, Grant),
        new("POST", Openverse + "/verify/", BodyKind.Form, Grant[2..]),
        new("GET", Openverse + "/verify/{code}/"),
        new("POST", Openverse + "/revoke_token/", BodyKind.Form, [.. TokenField, Grant[3]]),
        new("POST", Openverse + "/introspect/", BodyKind.Form, TokenField, Basic),
        new("GET", "/v1/rate_limit/", Authorization: Bearer),
        new("POST", "/v1/rate_limit/request/", BodyKind.Json, [("tier", "\"enhanced\""), ("reason", "\"x\"")], Bearer),
        new("GET", Admin + "/clients"),
        new("POST", Admin + "/clients", BodyKind.Json, [.. Person, ("scope", "\"orders:read\"")]),
        new("GET", Admin + "/clients/{id}"),
        new(
            "PATCH",
            Admin + "/clients/{id}",
            BodyKind.Json,
            [
                ("tier", "\"enhanced\""),
                ("limits", "{\"burst\":\"500/min\"}"),
                ("verified", "true"),
                ("disabled", "false"),
            ]
        ),
        new("DELETE", Admin + "/clients/{id}"),
        new("POST", Admin + "/clients/{id}/revoke-tokens"),
        new("POST", Admin + "/clients/{id}/secret", BodyKind.Json, [("overlap_seconds", "60")]),
        new("GET", Admin + "/tier-requests"),
        new("POST", Admin + "/tier-requests/{id}/approve", BodyKind.Json, [("note", "\"x\"")]),
        new("POST", Admin + "/tier-requests/{id}/decline", BodyKind.Json, [("note", "\"x\"")]),
        new(
            "POST",
            Admin + "/client-imports",
            BodyKind.Json,
            [("clients", """[{"client_id":"fuzz","name":"A","secret":"s"}]"""), ("dry_run", "true")]
        ),
        new("POST", Admin + "/initial-access-tokens", BodyKind.Json, [("expires_in_seconds", "60")]),
        new("POST", "/token", BodyKind.Json, Login),
        new("POST", "/token", BodyKind.Form, [("clientId", "{id}"), ("secret", "{secret}")]),
        new("GET", "/api/client", Authorization: Bearer),
        new("PUT", "/api/client", BodyKind.Json, Changes, Bearer),
        new("GET", "/api/resources", Authorization: Manager),
        new("GET", "/api/clients", Authorization: Manager),
        new("POST", "/api/clients", BodyKind.Json, [.. Login, .. Changes[1..], ("roles", "[]"), Resources], Manager),
        new("GET", "/api/clients/{id}", Authorization: Manager),
        new("PUT", "/api/clients/{id}", BodyKind.Json, Changes, Manager),
        new("DELETE", "/api/clients/{id}", Authorization: Manager),
        new("DELETE", "/api/clients/{id}/roles/reader", Authorization: Manager),
        new("POST", "/api/clients/{id}/resources", BodyKind.Json, Assignment, Manager),
        new("PUT", "/api/clients/{id}/resources/roles", BodyKind.Json, [("read", "true"), ("fly", "1")], Manager),
        new("GET", "/api/roles", Authorization: Manager),
        new("POST", "/api/roles", BodyKind.Json, [("name", "\"reader\""), ("extends", "null"), Resources], Manager),
        new("PUT", "/api/roles/reader", BodyKind.Json, [("extends", "null"), Resources], Manager),
        new("DELETE", "/api/roles/reader", Authorization: Manager),
        new("POST", "/api/roles/reader/resources", BodyKind.Json, Assignment, Manager),
        new("PUT", "/api/roles/reader/resources/roles", BodyKind.Json, [("update", "{\"filter\":{\"a\":1}}")], Manager),
        new("GET", "/api/keys", Authorization: Manager),
        new("POST", "/api/keys", BodyKind.Json, [("description", "\"x\""), Resources], Manager),
        new("DELETE", "/api/keys/{id}", Authorization: Manager),
        new("POST", "/api/reset", BodyKind.Json, [("clientId", "\"{id}\"")]),
        new("GET", "/orders", Authorization: Bearer),
        new("GET", "/images", Authorization: Bearer),
    ];
}

/// <summary>How fields are written into a body.</summary>
internal enum BodyKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A form.</summary>
    Form,

    /// <summary>JSON; the values are JSON already.</summary>
    Json,

    /// <summary>A multipart form.</summary>
    Multipart,
}
