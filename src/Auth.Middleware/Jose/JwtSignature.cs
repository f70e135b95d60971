using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Jose;

/// <summary>Checks the signature of a token that was read strictly before; claims are the caller's business.</summary>
internal static class JwtSignature
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Whether a key has signed the token with the algorithm its header names.</summary>
    public static async ValueTask<bool> IsValidAsync(CompactJwt jwt, PublicJwk key)
    {
        if (jwt.Algorithm is not { } algorithm || !key.Suits(algorithm))
        {
            return false;
        }

        var result = await Handler.ValidateTokenAsync(
            jwt.Text,
            new TokenValidationParameters
            {
                ValidAlgorithms = [algorithm],
                RequireSignedTokens = true,
                // The id in the header was compared already, and a proof has none.
                IssuerSigningKeyResolver = (_, _, _, _) => [key.ToSecurityKey()],
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = false,
                ValidateTokenReplay = false,
                RequireExpirationTime = false,
                RequireAudience = false,
            }
        );
        return result.IsValid;
    }
}
