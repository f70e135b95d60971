using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth.Jose;

/// <summary>A key pair of a caller, made in the test, that signs whatever it is told to.</summary>
internal sealed class TestKey
{
    private readonly Func<byte[], byte[]> _sign;
    private readonly string _jwk;

    private TestKey(string algorithm, JsonObject jwk, Func<byte[], byte[]> sign) =>
        (Algorithm, _jwk, _sign) = (algorithm, jwk.ToJsonString(), sign);

    public string Algorithm { get; }

    /// <summary>The public key; a new object each time, for tests to spoil.</summary>
    public JsonObject Jwk => JsonNode.Parse(_jwk)!.AsObject();

    /// <summary>The thumbprint, worked out by hand (RFC 7638 section 3).</summary>
    public string Thumbprint
    {
        get
        {
            var jwk = Jwk;
            string[] members = jwk.ContainsKey("crv") ? ["crv", "kty", "x", "y"] : ["e", "kty", "n"];
            var canonical = string.Join(',', members.Select(name => $"\"{name}\":\"{jwk[name]}\""));
            return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{{{canonical}}}")));
        }
    }

    public static TestKey Create(string algorithm = "ES256")
    {
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        return algorithm[..2] switch
        {
            "ES" => EllipticCurve(algorithm, hash),
            "PS" => Rsa(algorithm, hash, RSASignaturePadding.Pss),
            _ => Rsa(algorithm, hash, RSASignaturePadding.Pkcs1),
        };
    }

    /// <summary>An RSA key of another size.</summary>
    public static TestKey Rsa(int bits) => Rsa("RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, bits);

    /// <summary>Signs a token.</summary>
    public string Sign(JsonObject header, JsonObject payload) => Sign(header.ToJsonString(), payload.ToJsonString());

    public string Sign(string header, string payload)
    {
        var input = $"{Encode(header)}.{Encode(payload)}";
        return $"{input}.{Base64Url.EncodeToString(_sign(Encoding.ASCII.GetBytes(input)))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static TestKey EllipticCurve(string algorithm, HashAlgorithmName hash)
    {
        var (curve, name) = algorithm switch
        {
            "ES256" => (ECCurve.NamedCurves.nistP256, "P-256"),
            "ES384" => (ECCurve.NamedCurves.nistP384, "P-384"),
            _ => (ECCurve.NamedCurves.nistP521, "P-521"),
        };
        var key = ECDsa.Create(curve);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new TestKey(
            algorithm,
            new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = name,
                ["x"] = Base64Url.EncodeToString(point.X),
                ["y"] = Base64Url.EncodeToString(point.Y),
            },
            data => key.SignData(data, hash)
        );
    }

    private static TestKey Rsa(string algorithm, HashAlgorithmName hash, RSASignaturePadding padding, int bits = 2048)
    {
        var key = RSA.Create(bits);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return new TestKey(
            algorithm,
            new JsonObject
            {
                ["kty"] = "RSA",
                ["n"] = Base64Url.EncodeToString(numbers.Modulus),
                ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            },
            data => key.SignData(data, hash, padding)
        );
    }
}
