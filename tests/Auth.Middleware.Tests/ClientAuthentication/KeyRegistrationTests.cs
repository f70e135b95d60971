using System.Net;
using System.Text.Json.Nodes;
using Auth.Jose;

namespace Auth.ClientAuthentication;

/// <summary>Registering the keys of a client (RFC 7591 section 2).</summary>
public sealed class KeyRegistrationTests : IAsyncLifetime
{
    private static readonly TestKey Key = TestKey.Create();

    private static readonly Dictionary<string, Func<JsonNode?>> Wrong = new(StringComparer.Ordinal)
    {
        ["text"] = () => Assertion.KeySet(Key).ToJsonString(),
        ["a list"] = () => new JsonArray(Key.Jwk),
        ["a number"] = () => 1,
        ["an object without keys"] = () => new JsonObject(),
        ["keys that are no list"] = () => new JsonObject { ["keys"] = Key.Jwk },
        ["no key"] = () => new JsonObject { ["keys"] = new JsonArray() },
        ["a key that is text"] = () => new JsonObject { ["keys"] = new JsonArray("key") },
        ["a private key"] = () => Spoiled(key => key["d"] = "AQ"),
        ["a symmetric key"] = () => Spoiled(key => (key["kty"], key["k"]) = ("oct", "AQ")),
        ["an unknown kind"] = () => Spoiled(key => key["kty"] = "OKP"),
        ["an unknown curve"] = () => Spoiled(key => key["crv"] = "secp256k1"),
        ["a point off the curve"] = () => Spoiled(key => key["y"] = key["x"]!.DeepClone()),
        ["half a point"] = () => Spoiled(key => key.Remove("y")),
        ["a weak RSA key"] = () => Assertion.KeySet(TestKey.Rsa(1024)),
        ["a good and a private key"] = () =>
        {
            var set = Assertion.KeySet(Key);
            set["keys"]!.AsArray().Add((JsonNode)new JsonObject { ["kty"] = "oct", ["k"] = "AQ" });
            return set;
        },
        ["more than 8 KiB"] = () => Spoiled(key => key["x5c"] = new JsonArray(new string('x', 8 * 1024))),
    };

    private KeyedHost _host = null!;

    public static TheoryData<string> WrongSets => [.. Wrong.Keys];

    public async ValueTask InitializeAsync() => _host = await KeyedHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(WrongSets))]
    [Trait("rfc", "7591-2")]
    public async Task The_key_set_must_not_be(string what)
    {
        var reply = await RegisterAsync(new JsonObject { ["jwks"] = Wrong[what]() });

        reply.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_client_metadata");
        ((string)reply.Json["error_description"]!).ShouldContain("jwks");
    }

    [Fact]
    [Trait("rfc", "7591-2")]
    public async Task Keys_are_needed_and_never_fetched()
    {
        var none = await RegisterAsync([]);
        var remote = await RegisterAsync(
            new JsonObject { ["jwks"] = Assertion.KeySet(Key), ["jwks_uri"] = "https://app.example.com/jwks" }
        );

        none.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_client_metadata");
        remote.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_client_metadata");
    }

    [Fact]
    [Trait("rfc", "7591-3.2.1")]
    public async Task The_answer_holds_the_keys_and_no_secret()
    {
        var reply = await RegisterAsync(new JsonObject { ["jwks"] = Assertion.KeySet(Key) });

        reply.Status.ShouldBe(HttpStatusCode.Created);
        JsonNode.DeepEquals(reply.Json["jwks"], Assertion.KeySet(Key)).ShouldBeTrue();
        ((string)reply.Json["token_endpoint_auth_method"]!).ShouldBe("private_key_jwt");
        reply.Json.ContainsKey("client_secret").ShouldBeFalse();
        reply.Json.ContainsKey("client_secret_expires_at").ShouldBeFalse();
    }

    [Fact]
    [Trait("rfc", "7592-2.2")]
    public async Task A_client_replaces_its_keys_and_the_old_ones_are_worth_nothing()
    {
        var registered = (await RegisterAsync(new JsonObject { ["jwks"] = Assertion.KeySet(Key) })).Json;
        var (id, next) = ((string)registered["client_id"]!, TestKey.Create());
        var metadata = new JsonObject
        {
            ["client_id"] = id,
            ["client_name"] = "Test",
            ["grant_types"] = new JsonArray("client_credentials"),
            ["token_endpoint_auth_method"] = "private_key_jwt",
            ["jwks"] = Assertion.KeySet(next),
        };
        var request = new HttpRequestMessage(HttpMethod.Put, (string)registered["registration_client_uri"]!)
        {
            Content = new StringContent(metadata.ToJsonString(), null, "application/json"),
        };

        var replaced = await _host.SendAsync(request, $"Bearer {registered["registration_access_token"]}");

        replaced.Status.ShouldBe(HttpStatusCode.OK, replaced.Body);
        (await TokenAsync(Key, id)).ShouldBeRefused(HttpStatusCode.Unauthorized, "invalid_client");
        (await TokenAsync(next, id)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "8414-2")]
    public async Task Metadata_lists_the_method_and_its_algorithms()
    {
        var metadata = (await _host.GetAsync("/.well-known/oauth-authorization-server", null)).Json;
        foreach (var endpoint in new[] { "token", "revocation", "introspection" })
        {
            var methods = metadata[$"{endpoint}_endpoint_auth_methods_supported"]!.AsArray();
            var algorithms = metadata[$"{endpoint}_endpoint_auth_signing_alg_values_supported"]!.AsArray();

            methods.Select(method => (string)method!).ShouldContain("private_key_jwt");
            algorithms.Select(name => (string)name!).ShouldBe(SignatureAlgorithms.All);
        }
    }

    private Task<KeyedReply> TokenAsync(TestKey key, string id) =>
        _host.PostAsync("/oauth2/token", null, Assertion.Form(new Assertion(_host, key, id).Signed()));

    private Task<KeyedReply> RegisterAsync(JsonObject metadata)
    {
        metadata["token_endpoint_auth_method"] = "private_key_jwt";
        return _host.RegisterAsync(metadata);
    }

    private static JsonObject Spoiled(Action<JsonObject> spoil)
    {
        var set = Assertion.KeySet(Key);
        spoil(set["keys"]![0]!.AsObject());
        return set;
    }
}
