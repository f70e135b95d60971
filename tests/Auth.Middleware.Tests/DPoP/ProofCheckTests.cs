using System.Net;
using System.Text.Json.Nodes;
using Auth.Jose;

namespace Auth.DPoP;

/// <summary>Every check of RFC 9449 section 4.3, at the token endpoint and at a resource.</summary>
public sealed class ProofCheckTests : IAsyncLifetime
{
    private readonly TestKey _key = TestKey.Create();
    private KeyedHost _host = null!;
    private string _client = "";

    public static TheoryData<string> Spoiled => SpoiledProofs.Names;

    public static TheoryData<string> Algorithms => [.. SignatureAlgorithms.All];

    public async ValueTask InitializeAsync()
    {
        _host = await KeyedHost.StartAsync();
        _client = await _host.RegisterBasicAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Spoiled))]
    [Trait("rfc", "9449-4.3")]
    public async Task Token_endpoint_refuses_a_proof_with(string way)
    {
        var proof = SpoiledProofs.Spoil(way, Proof.ForToken(_host, _key));

        var reply = await _host.TokenAsync(_client, proof);

        reply.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
        reply.Challenges.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Spoiled))]
    [Trait("rfc", "9449-7.1")]
    public async Task Resource_refuses_a_proof_with(string way)
    {
        var token = await BoundTokenAsync(_key);
        var proof = SpoiledProofs.Spoil(way, Proof.ForThing(_host, _key, token));

        var reply = await _host.GetAsync("/things/1", $"DPoP {token}", proof);

        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.DPoPChallenge.ShouldStartWith("DPoP error=\"invalid_dpop_proof\", error_description=\"");
        reply.DPoPChallenge.ShouldEndWith($", algs=\"{SignatureAlgorithms.Listed}\"");
        reply.Challenges[0].ShouldStartWith("Bearer realm=\"api\"");
        reply.Challenges[0].ShouldNotContain("error");
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    [Trait("rfc", "9449-4.3")]
    public async Task A_good_proof_binds_the_token_and_opens_the_resource(string algorithm)
    {
        var key = TestKey.Create(algorithm);
        var token = await BoundTokenAsync(key);

        var reply = await _host.GetAsync("/things/1", $"DPoP {token}", Proof.ForThing(_host, key, token).Signed());

        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Body);
    }

    [Theory]
    [InlineData("HTTPS://API.EXAMPLE.COM/oauth2/token")]
    [InlineData("https://api.example.com:443/oauth2/token")]
    [InlineData("https://api.example.com/oauth2/token?a=b")]
    [InlineData("https://api.example.com/oauth2/token#c")]
    [InlineData("https://api.example.com/x/../oauth2/t%6Fken")]
    [Trait("rfc", "9449-4.3")]
    public async Task URLs_compare_normalised_and_without_query_and_fragment(string url)
    {
        var proof = Proof.ForToken(_host, _key);
        proof.Payload["htu"] = url;

        (await _host.TokenAsync(_client, proof.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(-65)]
    [InlineData(5)]
    [Trait("rfc", "9449-11.1")]
    public async Task A_proof_at_the_edge_of_its_time_is_good(int seconds)
    {
        var proof = Proof.ForToken(_host, _key);
        proof.Payload["iat"] = (long)proof.Payload["iat"]! + seconds;

        (await _host.TokenAsync(_client, proof.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "9449-4.3")]
    public async Task Two_headers_are_refused()
    {
        var (first, second) = (Proof.ForToken(_host, _key), Proof.ForToken(_host, _key));

        var reply = await _host.TokenAsync(_client, first.Signed(), second.Signed());

        reply.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Fact]
    public async Task Members_that_nobody_knows_are_ignored()
    {
        var proof = Proof.ForToken(_host, _key);
        proof.Header["x"] = new JsonObject();
        proof.Jwk["ext"] = true;
        proof.Payload["nonce"] = "not asked for";

        (await _host.TokenAsync(_client, proof.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string> BoundTokenAsync(TestKey key)
    {
        var reply = await _host.TokenAsync(_client, Proof.ForToken(_host, key).Signed());
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Body);
        ((string)reply.Json["token_type"]!).ShouldBe("DPoP");
        return (string)reply.Json["access_token"]!;
    }
}
