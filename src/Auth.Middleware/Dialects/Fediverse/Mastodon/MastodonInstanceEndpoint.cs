using System.Text.Json.Serialization;
using Auth.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>What clients ask a server before they register: its metadata (RFC 8414), its version, its software.</summary>
internal sealed class MastodonInstanceEndpoint(
    PublicUrl publicUrl,
    UserApproval users,
    IOptionsMonitor<MastodonOptions> options
)
{
    private const string Revalidate = "max-age=0, private, must-revalidate";

    public Task MetadataAsync(HttpContext context)
    {
        var url = publicUrl.For(options.CurrentValue.PathBase);
        context.Response.Headers[HeaderNames.CacheControl] = Revalidate;
        return Auth.Wire.JsonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new MastodonMetadataBody(
                url + "/",
                users.IsOffered ? url + MastodonRoutes.Authorize : null,
                url + MastodonRoutes.Token,
                url + MastodonRoutes.Revoke,
                users.IsOffered ? url + MastodonRoutes.UserInfo : null,
                MastodonScopes.All,
                users.IsOffered ? ["code"] : [],
                users.IsOffered ? ["query", "fragment", "form_post"] : null,
                users.GrantTypes,
                ["client_secret_basic", "client_secret_post"],
                users.IsOffered ? ["S256"] : null,
                "https://docs.joinmastodon.org/",
                url + MastodonRoutes.Apps
            ),
            MastodonJson.Relaxed.MastodonMetadataBody,
            "application/json; charset=utf-8"
        );
    }

    public Task InstanceAsync(HttpContext context)
    {
        var settings = options.CurrentValue;
        var body = new InstanceBody
        {
            Uri = new Uri(publicUrl.Base).Authority,
            Title = settings.Title,
            ShortDescription = settings.Description,
            Description = settings.Description,
            Email = settings.ContactEmail,
            Version = settings.Version,
        };
        return MastodonReply.WriteAsync(context, StatusCodes.Status200OK, body, MastodonJson.Relaxed.InstanceBody);
    }

    public Task NodeInfoLinksAsync(HttpContext context) =>
        NodeInfo.WriteLinksAsync(context, publicUrl.For(options.CurrentValue.PathBase));

    public Task NodeInfoAsync(HttpContext context) =>
        NodeInfo.WriteDocumentAsync(context, "mastodon", options.CurrentValue.Version, options.CurrentValue.Title);
}

/// <summary>The server's metadata.</summary>
internal sealed record MastodonMetadataBody(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("authorization_endpoint"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? AuthorizationEndpoint,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("revocation_endpoint")] string RevocationEndpoint,
    [property: JsonPropertyName("userinfo_endpoint"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? UserinfoEndpoint,
    [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> ScopesSupported,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypesSupported,
    [property:
        JsonPropertyName("response_modes_supported"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
        IReadOnlyList<string>? ResponseModesSupported,
    [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> GrantTypesSupported,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")]
        IReadOnlyList<string> TokenEndpointAuthMethodsSupported,
    [property:
        JsonPropertyName("code_challenge_methods_supported"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
        IReadOnlyList<string>? CodeChallengeMethodsSupported,
    [property: JsonPropertyName("service_documentation")] string ServiceDocumentation,
    [property: JsonPropertyName("app_registration_endpoint")] string AppRegistrationEndpoint
);

/// <summary>The server, as clients of the first API read it. There are no posts here, and so nothing is said about them.</summary>
internal sealed record InstanceBody
{
    [JsonPropertyName("uri")]
    public required string Uri { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("short_description")]
    public required string ShortDescription { get; init; }

    [JsonPropertyName("description")]
    public required string Description { get; init; }

    [JsonPropertyName("email")]
    public required string Email { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    [JsonPropertyName("urls")]
    public IReadOnlyDictionary<string, string> Urls { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    [JsonPropertyName("stats")]
    public IReadOnlyDictionary<string, int> Stats { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["user_count"] = 0,
            ["status_count"] = 0,
            ["domain_count"] = 0,
        };

    [JsonPropertyName("thumbnail")]
    public string? Thumbnail { get; }

    [JsonPropertyName("languages")]
    public IReadOnlyList<string> Languages { get; } = ["en"];

    [JsonPropertyName("registrations")]
    public bool Registrations { get; }

    [JsonPropertyName("approval_required")]
    public bool ApprovalRequired { get; }

    [JsonPropertyName("invites_enabled")]
    public bool InvitesEnabled { get; }

    [JsonPropertyName("rules")]
    public IReadOnlyList<string> Rules { get; } = [];
}
