using System.Net;
using System.Text.Json.Nodes;
using Auth.Jose;

namespace Auth.DPoP;

/// <summary>Asking for tokens that are bound to a key (RFC 9449 section 5).</summary>
public sealed class TokenBindingTests : IAsyncLifetime
{
    private readonly TestKey _key = TestKey.Create();
    private KeyedHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await KeyedHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("rfc", "9449-6.2")]
    public async Task Introspection_shows_the_key()
    {
        var client = await _host.RegisterBasicAsync();

        var reply = await _host.TokenAsync(client, Proof.ForToken(_host, _key).Signed());

        var known = await _host.IntrospectAsync(client, (string)reply.Json["access_token"]!);
        ((string)known["token_type"]!).ShouldBe("DPoP");
        ((string)known["cnf"]!["jkt"]!).ShouldBe(_key.Thumbprint);
    }

    [Fact]
    [Trait("rfc", "9449-5")]
    public async Task Without_a_proof_the_token_is_a_bearer_token()
    {
        var client = await _host.RegisterBasicAsync();

        var reply = await _host.TokenAsync(client);

        ((string)reply.Json["token_type"]!).ShouldBe("Bearer");
        (await _host.IntrospectAsync(client, (string)reply.Json["access_token"]!)).ContainsKey("cnf").ShouldBeFalse();
    }

    [Fact]
    [Trait("rfc", "9449-5.2")]
    public async Task A_client_that_asked_for_bound_tokens_gets_no_others()
    {
        var client = await _host.RegisterBasicAsync(requiresDPoP: true);

        var without = await _host.TokenAsync(client);
        var with = await _host.TokenAsync(client, Proof.ForToken(_host, _key).Signed());

        without.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
        ((string)with.Json["token_type"]!).ShouldBe("DPoP");
    }

    [Fact]
    public async Task A_proof_is_no_client_authentication_and_is_not_used_up_without_one()
    {
        var client = await _host.RegisterBasicAsync();
        var proof = Proof.ForToken(_host, _key).Signed();

        (await _host.TokenAsync(null, proof)).ShouldBeRefused(HttpStatusCode.Unauthorized, "invalid_client");
        (await _host.TokenAsync(client, proof)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("\"yes\"")]
    [InlineData("1")]
    [InlineData("{}")]
    [Trait("rfc", "9449-5.2")]
    public async Task Registration_wants_a_truth_value(string value)
    {
        var reply = await _host.RegisterAsync(new JsonObject { ["dpop_bound_access_tokens"] = JsonNode.Parse(value) });

        reply.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_client_metadata");
    }

    [Fact]
    [Trait("rfc", "9449-5.2")]
    public async Task Registration_says_what_was_registered()
    {
        var reply = await _host.RegisterAsync(new JsonObject { ["dpop_bound_access_tokens"] = true });

        reply.Status.ShouldBe(HttpStatusCode.Created);
        ((bool)reply.Json["dpop_bound_access_tokens"]!).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/.well-known/oauth-authorization-server")]
    [InlineData("/.well-known/oauth-protected-resource")]
    [Trait("rfc", "9449-5.1")]
    public async Task Metadata_lists_the_algorithms(string path)
    {
        var listed = (await _host.GetAsync(path, null)).Json["dpop_signing_alg_values_supported"]!.AsArray();

        listed.Select(name => (string)name!).ShouldBe(SignatureAlgorithms.All);
    }

    [Fact]
    [Trait("rfc", "9449-4.3")]
    public async Task The_path_of_the_public_URL_belongs_to_the_proof()
    {
        await using var host = await KeyedHost.StartAsync(o => o.PublicBaseUrl = new Uri(KeyedHost.Base + "/shop/"));
        var client = await host.RegisterBasicAsync();
        var right = new Proof(_key, "POST", KeyedHost.Base + "/shop/oauth2/token", host.Time.GetUtcNow()).Signed();

        var wrong = await host.TokenAsync(client, Proof.ForToken(host, _key).Signed());

        wrong.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
        (await host.TokenAsync(client, right)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
