using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth.Jose;

namespace Auth.DPoP;

/// <summary>A proof that is right until a test spoils it.</summary>
internal sealed class Proof
{
    private static int _ids;

    public Proof(TestKey key, string method, string url, DateTimeOffset now, string? token = null)
    {
        Key = key;
        Header = new JsonObject
        {
            ["typ"] = "dpop+jwt",
            ["alg"] = key.Algorithm,
            ["jwk"] = key.Jwk,
        };
        Payload = new JsonObject
        {
            ["jti"] = $"id-{Interlocked.Increment(ref _ids)}",
            ["htm"] = method,
            ["htu"] = url,
            ["iat"] = now.ToUnixTimeSeconds(),
        };
        if (token is not null)
        {
            Payload["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        }
    }

    public TestKey Key { get; set; }

    public JsonObject Header { get; }

    public JsonObject Payload { get; }

    public JsonObject Jwk => Header["jwk"]!.AsObject();

    public string Signed() => Key.Sign(Header, Payload);

    public static Proof ForToken(KeyedHost host, TestKey key) =>
        new(key, "POST", KeyedHost.TokenUrl, host.Time.GetUtcNow());

    public static Proof ForThing(KeyedHost host, TestKey key, string token, string path = "/things/1") =>
        new(key, "GET", KeyedHost.Base + path, host.Time.GetUtcNow(), token);
}
