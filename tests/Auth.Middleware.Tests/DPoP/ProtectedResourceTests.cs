using System.Net;
using Auth.Jose;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.DPoP;

/// <summary>Tokens that are bound to a key, at resources (RFC 9449 section 7).</summary>
public sealed class ProtectedResourceTests : IAsyncLifetime
{
    private readonly TestKey _key = TestKey.Create();
    private KeyedHost _host = null!;
    private string _client = "";
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _host = await KeyedHost.StartAsync(
            build: auth => auth.AddOpenverseDialect(),
            map: app => app.MapGet("/images", () => "images").RequireScope("read").WithOpenverseDialect()
        );
        _client = await _host.RegisterBasicAsync();
        _token = await TokenAsync(Proof.ForToken(_host, _key).Signed());
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("DPoP")]
    [InlineData("dpop")]
    [InlineData("DPOP ")]
    [Trait("rfc", "9449-7.1")]
    public async Task The_scheme_has_no_case(string scheme)
    {
        var reply = await _host.GetAsync("/things/1", $"{scheme} {_token}", ThingProof().Signed());

        reply.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "9449-7.2")]
    [Trait("attack", "22")]
    public async Task A_bound_token_is_no_bearer_token()
    {
        var reply = await _host.GetAsync("/things/1", $"Bearer {_token}", ThingProof().Signed());

        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.Challenges[0].ShouldStartWith("Bearer realm=\"api\", error=\"invalid_token\"");
        reply.DPoPChallenge.ShouldBe($"DPoP algs=\"{SignatureAlgorithms.Listed}\"");
    }

    [Fact]
    [Trait("rfc", "9449-7.2")]
    public async Task A_bound_token_is_no_bearer_token_where_anybody_may_call() =>
        (await _host.GetAsync("/open", $"Bearer {_token}")).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    [Trait("rfc", "9449-7.1")]
    public async Task A_bearer_token_is_no_bound_token()
    {
        var bearer = await TokenAsync();

        var proof = Proof.ForThing(_host, _key, bearer).Signed();
        var reply = await _host.GetAsync("/things/1", $"DPoP {bearer}", proof);

        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.DPoPChallenge.ShouldContain("error=\"invalid_token\"");
    }

    [Fact]
    public async Task A_bearer_token_needs_no_proof_and_one_beside_it_is_not_looked_at()
    {
        var bearer = await TokenAsync();

        var reply = await _host.GetAsync("/things/1", $"Bearer {bearer}", "nonsense");

        reply.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "9449-7.1")]
    public async Task A_token_that_nobody_issued_is_refused_with_the_challenge_of_its_scheme()
    {
        foreach (var token in new[] { _token[..^1] + (_token[^1] == 'a' ? 'b' : 'a'), "foreign" })
        {
            var reply = await _host.GetAsync("/things/1", $"DPoP {token}", ThingProof().Signed());

            reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
            reply.DPoPChallenge.ShouldContain("error=\"invalid_token\"");
        }
    }

    [Fact]
    [Trait("rfc", "9449-7.1")]
    [Trait("attack", "22")]
    public async Task No_proof_two_proofs_and_the_proof_of_another_key_are_refused()
    {
        var stranger = Proof.ForThing(_host, TestKey.Create(), _token).Signed();
        string[][] attempts =
        [
            [],
            [ThingProof().Signed(), ThingProof().Signed()],
            [stranger],
        ];
        foreach (var proofs in attempts)
        {
            var reply = await _host.GetAsync("/things/1", $"DPoP {_token}", proofs);

            reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
            reply.DPoPChallenge.ShouldContain("error=\"invalid_dpop_proof\"");
        }
    }

    [Fact]
    [Trait("rfc", "9449-4.3")]
    public async Task The_hash_of_the_token_must_be_right()
    {
        var without = ThingProof();
        without.Payload.Remove("ath");
        var other = Proof.ForThing(_host, _key, await TokenAsync(Proof.ForToken(_host, _key).Signed()));
        foreach (var proof in new[] { without, other })
        {
            var reply = await _host.GetAsync("/things/1", $"DPoP {_token}", proof.Signed());

            reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
            reply.DPoPChallenge.ShouldContain("ath");
        }
    }

    [Fact]
    [Trait("rfc", "9449-4.3")]
    public async Task The_Host_header_decides_nothing()
    {
        var evil = ThingProof();
        evil.Payload["htu"] = "https://evil.example.com/things/1";
        (await SendWithHostAsync(evil)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendWithHostAsync(ThingProof())).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> SendWithHostAsync(Proof proof)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "https://evil.example.com/things/1");
            return (await _host.SendAsync(request, $"DPoP {_token}", proof.Signed())).Status;
        }
    }

    [Fact]
    public async Task Paths_with_spaces_and_queries_are_proved_as_they_are_written()
    {
        var proof = Proof.ForThing(_host, _key, _token, "/things/a%20b");

        var reply = await _host.GetAsync("/things/a%20b?c=d", $"DPoP {_token}", proof.Signed());

        reply.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/things/1", "application/problem+json", "Bearer realm=\"api\", resource_metadata=")]
    [InlineData("/oauth2/key", "application/json", "Bearer realm=\"api\", resource_metadata=")]
    [InlineData("/images", "application/json", "Bearer realm=\"api\"")]
    [Trait("rfc", "9449-7.1")]
    public async Task Every_wire_format_names_both_schemes(string path, string type, string bearer)
    {
        var reply = await _host.GetAsync(path, $"DPoP {_token}");

        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.Message.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        reply.Challenges.Count.ShouldBe(2);
        reply.Challenges[0].ShouldStartWith(bearer);
        reply.DPoPChallenge.ShouldContain("error=\"invalid_dpop_proof\"");
        var proof = Proof.ForThing(_host, _key, _token, path).Signed();
        (await _host.GetAsync(path, $"DPoP {_token}", proof)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "9449-5")]
    public async Task Tokens_of_the_Openverse_dialect_are_bound_too()
    {
        const string path = "/v1/auth_tokens/token/";
        (string, string)[] form = [("grant_type", "client_credentials"), ("scope", "read")];
        var proof = new Proof(_key, "POST", KeyedHost.Base + path, _host.Time.GetUtcNow()).Signed();
        var strict = await _host.RegisterBasicAsync(requiresDPoP: true);

        var bound = await _host.PostAsync(path, _client, form, proof);
        var replayed = await _host.PostAsync(path, _client, form, proof);
        var unproved = await _host.PostAsync(path, strict, form);

        ((string)bound.Json["token_type"]!).ShouldBe("DPoP");
        replayed.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
        unproved.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_dpop_proof");
        var token = (string)bound.Json["access_token"]!;
        (await _host.GetAsync("/images", $"Bearer {token}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_expired_token_is_refused_with_the_challenge_of_its_scheme()
    {
        _host.Time.Advance(TimeSpan.FromHours(1));

        var reply = await _host.GetAsync("/things/1", $"DPoP {_token}", ThingProof().Signed());

        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.DPoPChallenge.ShouldContain("error=\"invalid_token\"");
    }

    private Proof ThingProof() => Proof.ForThing(_host, _key, _token);

    private async Task<string> TokenAsync(params string[] proofs) =>
        (string)(await _host.TokenAsync(_client, proofs)).Json["access_token"]!;
}
