using Auth.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Auth.OpenApi;

/// <summary>Adds the security scheme to the host's OpenAPI documents: the client credentials flow of this server.</summary>
internal sealed class AuthDocumentTransformer(
    PublicUrl publicUrl,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
) : IOpenApiDocumentTransformer
{
    /// <summary>The scheme's name in the document.</summary>
    public const string SchemeName = "clientCredentials";

    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description =
                "An access token for client credentials (RFC 6749 section 4.4), sent as Authorization: Bearer.",
            Flows = new OpenApiOAuthFlows
            {
                ClientCredentials = new OpenApiOAuthFlow
                {
                    TokenUrl = new Uri(publicUrl.For(StandardRoutes.Token)),
                    Scopes = new Dictionary<string, string>(options.CurrentValue.Scopes, StringComparer.Ordinal),
                },
            },
        };
        return Task.CompletedTask;
    }
}
