using Auth.ClientAuthentication;
using Auth.Hosting;
using Auth.Jose;
using Auth.Registration;
using Auth.Registration.Dynamic;
using Auth.Token;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Discovery;

/// <summary><c>GET /.well-known/oauth-authorization-server</c> (RFC 8414), made from configuration and never from the request.</summary>
internal sealed class AuthorizationServerMetadataEndpoint(
    PublicUrl publicUrl,
    StandardIssuer issuer,
    RegistrationGate gate,
    IEnumerable<IGrantHandler> grants,
    IEnumerable<IDiscoveryPart> parts,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private static readonly string[] ConfidentialMethods =
    [
        "client_secret_basic",
        "client_secret_post",
        ClientAssertion.Method,
    ];

    public Task HandleAsync(HttpContext context)
    {
        var scopes = options.CurrentValue.Scopes.Keys.ToList();
        var offered = grants.Where(grant => grant.IsOffered).ToList();
        var body = new AuthorizationServerMetadata
        {
            Issuer = issuer.Value,
            TokenEndpoint = publicUrl.For(StandardRoutes.Token),
            RegistrationEndpoint =
                gate.Mode == RegistrationMode.Closed ? null : publicUrl.For(RegistrationRoutes.Register),
            RevocationEndpoint = publicUrl.For(StandardRoutes.Revoke),
            IntrospectionEndpoint = publicUrl.For(StandardRoutes.Introspect),
            GrantTypesSupported = [.. offered.Select(grant => grant.GrantType)],
            ResponseTypesSupported = [],
            ScopesSupported = scopes.Count == 0 ? null : scopes,
            TokenEndpointAuthMethodsSupported = offered.Exists(grant => grant.AllowsPublicClients)
                ? [.. ConfidentialMethods, "none"]
                : ConfidentialMethods,
            RevocationEndpointAuthMethodsSupported = [.. ConfidentialMethods, "none"],
            IntrospectionEndpointAuthMethodsSupported = ConfidentialMethods,
            TokenEndpointAuthSigningAlgValuesSupported = SignatureAlgorithms.All,
            RevocationEndpointAuthSigningAlgValuesSupported = SignatureAlgorithms.All,
            IntrospectionEndpointAuthSigningAlgValuesSupported = SignatureAlgorithms.All,
            ProofAlgorithmsSupported = SignatureAlgorithms.All,
        };
        return JsonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            parts.Aggregate(body, (document, part) => part.AddTo(document)),
            DiscoveryJson.Relaxed.AuthorizationServerMetadata
        );
    }
}
