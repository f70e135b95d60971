using System.Text.Json.Serialization;
using Auth.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>What clients ask a server before they register: its metadata (RFC 8414), its version, its software.</summary>
internal sealed class GoToSocialInstanceEndpoint(
    PublicUrl publicUrl,
    UserApproval users,
    IOptionsMonitor<GoToSocialOptions> options
)
{
    public Task MetadataAsync(HttpContext context)
    {
        var url = publicUrl.For(options.CurrentValue.PathBase);
        return GoToSocialReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new GoToSocialMetadataBody(
                url + "/",
                users.IsOffered ? url + GoToSocialRoutes.Authorize : null,
                url + GoToSocialRoutes.Token,
                url + GoToSocialRoutes.Revoke,
                GoToSocialScopes.All,
                users.IsOffered ? ["code"] : [],
                users.GrantTypes,
                ["client_secret_basic", "client_secret_post"],
                users.IsOffered ? ["S256"] : null,
                url + GoToSocialRoutes.Apps
            ),
            GoToSocialJson.Relaxed.GoToSocialMetadataBody
        );
    }

    public Task InstanceAsync(HttpContext context)
    {
        var settings = options.CurrentValue;
        return GoToSocialReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new GoToSocialInstanceBody(
                new Uri(publicUrl.Base).Authority + settings.PathBase,
                settings.Title,
                "",
                "",
                "",
                settings.Version,
                Registrations: false,
                new Dictionary<string, string>(StringComparer.Ordinal)
            ),
            GoToSocialJson.Relaxed.GoToSocialInstanceBody
        );
    }

    public Task NodeInfoLinksAsync(HttpContext context) =>
        NodeInfo.WriteLinksAsync(context, publicUrl.For(options.CurrentValue.PathBase));

    public Task NodeInfoAsync(HttpContext context) =>
        NodeInfo.WriteDocumentAsync(context, "gotosocial", options.CurrentValue.Version, options.CurrentValue.Title);
}

/// <summary>The server's metadata.</summary>
internal sealed record GoToSocialMetadataBody(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("authorization_endpoint")] string? AuthorizationEndpoint,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("revocation_endpoint")] string RevocationEndpoint,
    [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> ScopesSupported,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypesSupported,
    [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> GrantTypesSupported,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")]
        IReadOnlyList<string> TokenEndpointAuthMethodsSupported,
    [property: JsonPropertyName("code_challenge_methods_supported")]
        IReadOnlyList<string>? CodeChallengeMethodsSupported,
    [property: JsonPropertyName("app_registration_endpoint")] string AppRegistrationEndpoint
);

/// <summary>The server, as clients of the first API read it.</summary>
internal sealed record GoToSocialInstanceBody(
    [property: JsonPropertyName("uri")] string Uri,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("short_description")] string ShortDescription,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("registrations")] bool Registrations,
    [property: JsonPropertyName("urls")] IReadOnlyDictionary<string, string> Urls
);
