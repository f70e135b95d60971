using System.Text.Json.Nodes;
using Auth.Jose;

namespace Auth.ClientAuthentication;

/// <summary>A client's assertion that is right until a test spoils it.</summary>
internal sealed class Assertion
{
    public const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static int _ids;

    public Assertion(KeyedHost host, TestKey key, string clientId)
    {
        var now = host.Time.GetUtcNow().ToUnixTimeSeconds();
        Key = key;
        Header = new JsonObject { ["alg"] = key.Algorithm, ["kid"] = "k1" };
        Payload = new JsonObject
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = KeyedHost.TokenUrl,
            ["jti"] = $"id-{Interlocked.Increment(ref _ids)}",
            ["iat"] = now,
            ["exp"] = now + 60,
        };
    }

    public TestKey Key { get; set; }

    public JsonObject Header { get; }

    public JsonObject Payload { get; }

    public string Signed() => Key.Sign(Header, Payload);

    /// <summary>The parameters that authenticate with an assertion.</summary>
    public static (string Name, string Value)[] Form(string assertion, params (string, string)[] more) =>
        [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", JwtBearer),
            ("client_assertion", assertion),
            .. more,
        ];

    /// <summary>A set of one key, as a client registers it.</summary>
    public static JsonObject KeySet(TestKey key)
    {
        var jwk = key.Jwk;
        jwk["kid"] = "k1";
        return new JsonObject { ["keys"] = new JsonArray(jwk) };
    }

    /// <summary>Registers a client that authenticates with a key.</summary>
    public static async Task<string> RegisterAsync(KeyedHost host, TestKey key)
    {
        var reply = await host.RegisterAsync(
            new JsonObject { ["token_endpoint_auth_method"] = "private_key_jwt", ["jwks"] = KeySet(key) }
        );
        reply.Status.ShouldBe(System.Net.HttpStatusCode.Created, reply.Body);
        return (string)reply.Json["client_id"]!;
    }
}
