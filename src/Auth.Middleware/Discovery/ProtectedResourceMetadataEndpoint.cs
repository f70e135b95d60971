using Auth.Hosting;
using Auth.Jose;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Discovery;

/// <summary><c>GET /.well-known/oauth-protected-resource</c> (RFC 9728).</summary>
internal sealed class ProtectedResourceMetadataEndpoint(
    PublicUrl publicUrl,
    StandardIssuer issuer,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    public Task HandleAsync(HttpContext context)
    {
        var scopes = options.CurrentValue.Scopes.Keys.ToList();
        var body = new ProtectedResourceMetadata
        {
            Resource = publicUrl.Base,
            AuthorizationServers = issuer.All,
            ScopesSupported = scopes.Count == 0 ? null : scopes,
            BearerMethodsSupported = ["header"],
            ProofAlgorithmsSupported = SignatureAlgorithms.All,
        };
        return JsonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            body,
            DiscoveryJson.Relaxed.ProtectedResourceMetadata
        );
    }
}
