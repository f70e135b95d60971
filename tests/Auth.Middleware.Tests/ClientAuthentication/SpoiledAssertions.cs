using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth.Jose;

namespace Auth.ClientAuthentication;

/// <summary>All the ways in which an assertion can be wrong (RFC 7523 section 3).</summary>
internal static class SpoiledAssertions
{
    private static readonly Dictionary<string, Func<Assertion, string>> Ways = new(StringComparer.Ordinal)
    {
        ["no issuer"] = a => Payload(a, c => c.Remove("iss")),
        ["another issuer"] = a => Payload(a, c => c["iss"] = "somebody"),
        ["no subject"] = a => Payload(a, c => c.Remove("sub")),
        ["another subject"] = a => Payload(a, c => c["sub"] = "somebody"),
        ["no audience"] = a => Payload(a, c => c.Remove("aud")),
        ["another audience"] = a => Payload(a, c => c["aud"] = "https://evil.example.com"),
        ["an audience below the issuer"] = a => Payload(a, c => c["aud"] = KeyedHost.Base + "/x"),
        ["an issuer with a slash"] = a => Payload(a, c => c["aud"] = KeyedHost.Base + "/"),
        ["two audiences"] = a => Payload(a, c => c["aud"] = new JsonArray(KeyedHost.Base, "https://other.example.com")),
        ["the same audience twice"] = a => Payload(a, c => c["aud"] = new JsonArray(KeyedHost.Base, KeyedHost.Base)),
        ["no audiences"] = a => Payload(a, c => c["aud"] = new JsonArray()),
        ["an audience in a list in a list"] = a =>
            Payload(a, c => c["aud"] = new JsonArray(new JsonArray(KeyedHost.Base))),
        ["an audience that is a number"] = a => Payload(a, c => c["aud"] = 1),
        ["no end"] = a => Payload(a, c => c.Remove("exp")),
        ["an end that is text"] = a => Payload(a, c => c["exp"] = $"{c["exp"]}"),
        ["an end that is over"] = a => Payload(a, c => c["exp"] = (long)c["iat"]! - 5),
        ["an end too far ahead"] = a => Payload(a, c => c["exp"] = (long)c["iat"]! + 306),
        ["a start that is to come"] = a => Payload(a, c => c["nbf"] = (long)c["iat"]! + 6),
        ["a start that is text"] = a => Payload(a, c => c["nbf"] = "now"),
        ["a birth that is to come"] = a => Payload(a, c => c["iat"] = (long)c["iat"]! + 6),
        ["no id"] = a => Payload(a, c => c.Remove("jti")),
        ["an empty id"] = a => Payload(a, c => c["jti"] = ""),
        ["an id without end"] = a => Payload(a, c => c["jti"] = new string('x', 257)),
        ["no algorithm"] = a => Header(a, h => h.Remove("alg")),
        ["algorithm none, unsigned"] = a => $"{Input(a, "none")}.",
        ["algorithm none, signed"] = a => Header(a, h => h["alg"] = "none"),
        ["HS256 with the public key as the secret"] = a => Hs256(a, a.Key.Jwk.ToJsonString()),
        ["HS256 with the key set as the secret"] = a => Hs256(a, Assertion.KeySet(a.Key).ToJsonString()),
        ["HS256 with an empty secret"] = a => Hs256(a, ""),
        ["an algorithm of another kind"] = a => Header(a, h => h["alg"] = "RS256"),
        ["an algorithm of another curve"] = a => Header(a, h => h["alg"] = "ES512"),
        ["the key of a stranger"] = a => By(a, TestKey.Create()),
        ["the key of a stranger, embedded"] = a =>
        {
            a.Key = TestKey.Create();
            return Header(a, h => h["jwk"] = a.Key.Jwk);
        },
        ["the id of another key"] = a => Header(a, h => h["kid"] = "k2"),
        ["the type of a proof"] = a => Header(a, h => h["typ"] = "dpop+jwt"),
        ["the type of an access token"] = a => Header(a, h => h["typ"] = "at+jwt"),
        ["a type that is a number"] = a => Header(a, h => h["typ"] = 1),
        ["a critical extension"] = a => Header(a, h => h["crit"] = new JsonArray("exp")),
        ["claims that were changed"] = a =>
        {
            var parts = a.Signed().Split('.');
            a.Payload["jti"] = "other";
            return $"{parts[0]}.{TestKey.Encode(a.Payload.ToJsonString())}.{parts[2]}";
        },
        ["a claim that stands twice"] = a =>
            a.Key.Sign(a.Header.ToJsonString(), a.Payload.ToJsonString().Replace("{", "{\"exp\":1,")),
        ["padding"] = a => $"{a.Signed()}=",
        ["nonsense"] = _ => "nonsense",
        ["more than it may hold"] = a => Payload(a, c => c["extra"] = new string('x', 8 * 1024)),
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    public static string Spoil(string way, Assertion assertion) => Ways[way](assertion);

    private static string Header(Assertion assertion, Action<JsonObject> spoil)
    {
        spoil(assertion.Header);
        return assertion.Signed();
    }

    private static string Payload(Assertion assertion, Action<JsonObject> spoil)
    {
        spoil(assertion.Payload);
        return assertion.Signed();
    }

    private static string By(Assertion assertion, TestKey key)
    {
        assertion.Key = key;
        return assertion.Signed();
    }

    private static string Input(Assertion assertion, string algorithm)
    {
        assertion.Header["alg"] = algorithm;
        return $"{TestKey.Encode(assertion.Header.ToJsonString())}.{TestKey.Encode(assertion.Payload.ToJsonString())}";
    }

    private static string Hs256(Assertion assertion, string secret)
    {
        var input = Input(assertion, "HS256");
        var tag = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(input));
        return $"{input}.{Base64Url.EncodeToString(tag)}";
    }
}
