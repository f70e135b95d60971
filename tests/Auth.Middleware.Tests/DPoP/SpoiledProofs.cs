using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth.Jose;

namespace Auth.DPoP;

/// <summary>All the ways in which a proof can be wrong, whatever it is for (RFC 9449 section 4.3).</summary>
internal static class SpoiledProofs
{
    private static readonly Dictionary<string, Func<Proof, string>> Ways = new(StringComparer.Ordinal)
    {
        ["no type"] = p => Header(p, h => h.Remove("typ")),
        ["another type"] = p => Header(p, h => h["typ"] = "JWT"),
        ["a type in capitals"] = p => Header(p, h => h["typ"] = "DPOP+JWT"),
        ["no algorithm"] = p => Header(p, h => h.Remove("alg")),
        ["algorithm none, unsigned"] = p => $"{Input(p, "none")}.",
        ["algorithm none, signed"] = p => Header(p, h => h["alg"] = "none"),
        ["HS256 with the public key as the secret"] = p => Hs256(p, p.Key.Jwk.ToJsonString()),
        ["HS256 with an embedded secret"] = p =>
        {
            p.Header["jwk"] = new JsonObject { ["kty"] = "oct", ["k"] = TestKey.Encode("secret") };
            return Hs256(p, "secret");
        },
        ["an algorithm of another curve"] = p => Header(p, h => h["alg"] = "ES384"),
        ["an algorithm of another kind"] = p => Header(p, h => h["alg"] = "RS256"),
        ["an algorithm in small letters"] = p => Header(p, h => h["alg"] = "es256"),
        ["an algorithm that is a list"] = p => Header(p, h => h["alg"] = new JsonArray("ES256")),
        ["no key"] = p => Header(p, h => h.Remove("jwk")),
        ["a key that is text"] = p => Header(p, h => h["jwk"] = h["jwk"]!.ToJsonString()),
        ["a private key"] = p => Jwk(p, k => k["d"] = TestKey.Encode("private")),
        ["a private prime"] = p => Jwk(p, k => k["p"] = TestKey.Encode("private")),
        ["an unknown curve"] = p => Jwk(p, k => k["crv"] = "secp256k1"),
        ["a point off the curve"] = p => Jwk(p, k => k["y"] = k["x"]!.DeepClone()),
        ["a short coordinate"] = p => Jwk(p, k => k["x"] = TestKey.Encode("short")),
        ["a padded coordinate"] = p => Jwk(p, k => k["x"] = $"{k["x"]}="),
        ["a key for encryption"] = p => Jwk(p, k => k["use"] = "enc"),
        ["a key for another algorithm"] = p => Jwk(p, k => k["alg"] = "ES384"),
        ["a key that is not the signer's"] = p => Header(p, h => h["jwk"] = TestKey.Create().Jwk),
        ["a weak key"] = p =>
        {
            p.Key = TestKey.Rsa(1024);
            (p.Header["alg"], p.Header["jwk"]) = ("RS256", p.Key.Jwk);
            return p.Signed();
        },
        ["a critical extension"] = p => Header(p, h => h["crit"] = new JsonArray("exp")),
        ["no method"] = p => Payload(p, c => c.Remove("htm")),
        ["another method"] = p => Payload(p, c => c["htm"] = "PUT"),
        ["a method in small letters"] = p => Payload(p, c => c["htm"] = $"{c["htm"]}".ToLowerInvariant()),
        ["no URL"] = p => Payload(p, c => c.Remove("htu")),
        ["another path"] = p => Payload(p, c => c["htu"] = $"{c["htu"]}/x"),
        ["another host"] = p => Url(p, "api.example.com", "evil.example.com"),
        ["another scheme"] = p => Url(p, "https://", "http://"),
        ["another port"] = p => Url(p, "api.example.com", "api.example.com:444"),
        ["user information"] = p => Url(p, "api.example.com", "user@api.example.com"),
        ["the path alone"] = p => Url(p, "https://api.example.com", ""),
        ["a URL that is a list"] = p => Payload(p, c => c["htu"] = new JsonArray(c["htu"]!.DeepClone())),
        ["no time"] = p => Payload(p, c => c.Remove("iat")),
        ["a time that is text"] = p => Payload(p, c => c["iat"] = $"{c["iat"]}"),
        ["a time before the epoch"] = p => Payload(p, c => c["iat"] = -1),
        ["a time beyond all calendars"] = p => Payload(p, c => c["iat"] = 1e300),
        ["a time that is too old"] = p => Payload(p, c => c["iat"] = (long)c["iat"]! - 66),
        ["a time in the future"] = p => Payload(p, c => c["iat"] = (long)c["iat"]! + 6),
        ["no id"] = p => Payload(p, c => c.Remove("jti")),
        ["an empty id"] = p => Payload(p, c => c["jti"] = ""),
        ["an id that is a number"] = p => Payload(p, c => c["jti"] = 1),
        ["an id without end"] = p => Payload(p, c => c["jti"] = new string('x', 257)),
        ["claims that were changed"] = p =>
        {
            var parts = p.Signed().Split('.');
            p.Payload["jti"] = "other";
            return $"{parts[0]}.{TestKey.Encode(p.Payload.ToJsonString())}.{parts[2]}";
        },
        ["a cut signature"] = p => p.Signed()[..^4],
        ["no signature"] = p => $"{Input(p, "ES256")}.",
        ["a claim that stands twice"] = p =>
            p.Key.Sign(p.Header.ToJsonString(), p.Payload.ToJsonString().Replace("{", "{\"htm\":\"PUT\",")),
        ["claims that are a list"] = p => p.Key.Sign(p.Header.ToJsonString(), "[]"),
        ["claims that are no JSON"] = p => p.Key.Sign(p.Header.ToJsonString(), "{"),
        ["padding"] = p => $"{p.Signed()}==",
        ["five parts"] = p => $"{p.Signed()}.x.y",
        ["two parts"] = p => Input(p, "ES256"),
        ["nonsense"] = _ => "nonsense",
        ["more than a header may hold"] = p => Payload(p, c => c["extra"] = new string('x', 4_096)),
        ["two proofs in one line"] = p => $"{p.Signed()}, {p.Signed()}",
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    public static string Spoil(string way, Proof proof) => Ways[way](proof);

    private static string Header(Proof proof, Action<JsonObject> spoil)
    {
        spoil(proof.Header);
        return proof.Signed();
    }

    private static string Jwk(Proof proof, Action<JsonObject> spoil)
    {
        spoil(proof.Jwk);
        return proof.Signed();
    }

    private static string Payload(Proof proof, Action<JsonObject> spoil)
    {
        spoil(proof.Payload);
        return proof.Signed();
    }

    private static string Url(Proof proof, string part, string other) =>
        Payload(proof, c => c["htu"] = $"{c["htu"]}".Replace(part, other, StringComparison.Ordinal));

    private static string Input(Proof proof, string algorithm)
    {
        proof.Header["alg"] = algorithm;
        return $"{TestKey.Encode(proof.Header.ToJsonString())}.{TestKey.Encode(proof.Payload.ToJsonString())}";
    }

    private static string Hs256(Proof proof, string secret)
    {
        var input = Input(proof, "HS256");
        var tag = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(input));
        return $"{input}.{Base64Url.EncodeToString(tag)}";
    }
}
