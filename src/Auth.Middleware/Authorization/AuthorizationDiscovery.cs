using Auth.Authorization.Requests;
using Auth.Discovery;
using Auth.Hosting;

namespace Auth.Authorization;

/// <summary>What the metadata says of the authorization endpoint (RFC 8414 section 2).</summary>
internal sealed class AuthorizationDiscovery(StandardAuthorization standard, PublicUrl publicUrl) : IDiscoveryPart
{
    public AuthorizationServerMetadata AddTo(AuthorizationServerMetadata metadata) =>
        metadata with
        {
            AuthorizationEndpoint = publicUrl.For(standard.Profile.AuthorizePath),
            ResponseTypesSupported = ["code"],
            ResponseModesSupported = standard.Profile.ResponseModes,
            CodeChallengeMethodsSupported = [CodeChallenge.Method],
            AuthorizationResponseIssParameterSupported = true,
        };
}
