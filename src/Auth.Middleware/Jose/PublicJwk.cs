using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Jose;

/// <summary>A public key of a caller (RFC 7517 section 4): EC or RSA, of a sane size, without anything private.</summary>
internal sealed class PublicJwk
{
    private const int MinModulus = 256;
    private const int MaxModulus = 512;
    private const int MaxExponent = 4;

    /// <summary>Members that only private or symmetric keys have (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1).</summary>
    private static readonly string[] Private = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private readonly JsonWebKey _key;

    private PublicJwk(JsonWebKey key, JsonElement json)
    {
        _key = key;
        KeyId = json.Text("kid");
        Use = json.Text("use");
        Algorithm = json.Text("alg");
        Thumbprint = Base64Url.EncodeToString(key.ComputeJwkThumbprint());
    }

    /// <summary>The key's id, or <see langword="null"/>.</summary>
    public string? KeyId { get; }

    /// <summary>The SHA-256 thumbprint (RFC 7638).</summary>
    public string Thumbprint { get; }

    private string? Use { get; }

    private string? Algorithm { get; }

    /// <summary>Reads a key.</summary>
    /// <returns><see langword="null"/> when it is private, symmetric, of another kind, weak, or not written in the one right way.</returns>
    public static PublicJwk? TryRead(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Array.Exists(Private, name => json.TryGetProperty(name, out _)))
        {
            return null;
        }

        var key = json.Text("kty") switch
        {
            JsonWebAlgorithmsKeyTypes.EllipticCurve => ReadEllipticCurve(json),
            JsonWebAlgorithmsKeyTypes.RSA => ReadRsa(json),
            _ => null,
        };
        return key is null ? null : new PublicJwk(key, json);
    }

    /// <summary>Whether the key may check signatures of an algorithm: its kind, its curve, and what it says of itself.</summary>
    public bool Suits(string algorithm) =>
        SignatureAlgorithms.All.Contains(algorithm, StringComparer.Ordinal)
        && SignatureAlgorithms.CurveOf(algorithm) == _key.Crv
        && (Algorithm is null || Algorithm == algorithm)
        && Use is null or "sig";

    /// <summary>Whether the numbers are a key: a point must lie on its curve.</summary>
    public bool IsSound()
    {
        try
        {
            using AsymmetricAlgorithm imported = _key.Crv is null
                ? RSA.Create(_key.ToRsaParameters())
                : ECDsa.Create(_key.ToEcParameters());
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The key for checking signatures; nothing of it is cached, for callers may bring any number of keys.</summary>
    public SecurityKey ToSecurityKey() => _key;

    private static JsonWebKey? ReadEllipticCurve(JsonElement json)
    {
        var curve = json.Text("crv");
        var size = curve switch
        {
            "P-256" => 32,
            "P-384" => 48,
            "P-521" => 66,
            _ => 0,
        };
        return
            size > 0
            && json.Text("x") is { } x
            && json.Text("y") is { } y
            && StrictBase64Url.Decode(x)?.Length == size
            && StrictBase64Url.Decode(y)?.Length == size
            ? Create(JsonWebAlgorithmsKeyTypes.EllipticCurve, key => (key.Crv, key.X, key.Y) = (curve, x, y))
            : null;
    }

    private static JsonWebKey? ReadRsa(JsonElement json) =>
        json.Text("n") is { } n
        && json.Text("e") is { } e
        && StrictBase64Url.Decode(n) is { Length: >= MinModulus and <= MaxModulus } modulus
        && StrictBase64Url.Decode(e) is { Length: > 0 and <= MaxExponent } exponent
        && modulus[0] != 0
        && exponent[0] != 0
        && (modulus[^1] & exponent[^1] & 1) == 1
        && exponent is not [1]
            ? Create(JsonWebAlgorithmsKeyTypes.RSA, key => (key.N, key.E) = (n, e))
            : null;

    private static JsonWebKey Create(string type, Action<JsonWebKey> fill)
    {
        var key = new JsonWebKey
        {
            Kty = type,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        fill(key);
        return key;
    }
}
