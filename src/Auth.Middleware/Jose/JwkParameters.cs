using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Jose;

/// <summary>The numbers of a key, as the framework wants them.</summary>
internal static class JwkParameters
{
    public static RSAParameters ToRsaParameters(this JsonWebKey key) =>
        new() { Modulus = StrictBase64Url.Decode(key.N), Exponent = StrictBase64Url.Decode(key.E) };

    public static ECParameters ToEcParameters(this JsonWebKey key) =>
        new()
        {
            Curve = key.Crv switch
            {
                "P-256" => ECCurve.NamedCurves.nistP256,
                "P-384" => ECCurve.NamedCurves.nistP384,
                _ => ECCurve.NamedCurves.nistP521,
            },
            Q = new ECPoint { X = StrictBase64Url.Decode(key.X), Y = StrictBase64Url.Decode(key.Y) },
        };
}
