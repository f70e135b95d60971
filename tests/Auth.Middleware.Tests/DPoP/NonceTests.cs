using System.Net;
using Auth.Jose;
using Auth.TestKit;

namespace Auth.DPoP;

/// <summary>Nonces of the server in proofs (RFC 9449 sections 8 and 9).</summary>
public sealed class NonceTests : IAsyncLifetime
{
    private const string OtherServerKey = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    private readonly TestKey _key = TestKey.Create();
    private KeyedHost _host = null!;
    private string _client = "";

    public async ValueTask InitializeAsync()
    {
        _host = await KeyedHost.StartAsync(options => options.DPoP.RequireNonce = true);
        _client = await _host.RegisterBasicAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("rfc", "9449-8")]
    public async Task Token_endpoint_hands_out_the_nonce_that_it_asks_for()
    {
        var refused = await TokenAsync(nonce: null);

        refused.ShouldBeRefused(HttpStatusCode.BadRequest, "use_dpop_nonce");
        var granted = await TokenAsync(refused.Nonce);
        granted.Status.ShouldBe(HttpStatusCode.OK, granted.Body);
        granted.Nonce.ShouldBeNull();
    }

    [Fact]
    [Trait("rfc", "9449-9")]
    public async Task Resource_hands_out_the_nonce_that_it_asks_for()
    {
        var nonce = (await TokenAsync(nonce: null)).Nonce;
        var token = (string)(await TokenAsync(nonce)).Json["access_token"]!;

        var refused = await _host.GetAsync("/things/1", $"DPoP {token}", Thing(token, nonce: null));

        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        refused.DPoPChallenge.ShouldStartWith("DPoP error=\"use_dpop_nonce\"");
        refused.Challenges[0].ShouldNotContain("error");
        var granted = await _host.GetAsync("/things/1", $"DPoP {token}", Thing(token, refused.Nonce));
        granted.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "9449-8")]
    public async Task A_nonce_that_is_not_ours_is_refused_and_a_good_one_handed_out()
    {
        var good = (await TokenAsync(nonce: null)).Nonce!;
        var flipped = (good[0] == 'A' ? 'B' : 'A') + good[1..];
        string[] bad = [flipped, good[..^1], good + "A", "", "nonsense", new string('A', good.Length), good + "="];
        foreach (var nonce in bad)
        {
            var reply = await TokenAsync(nonce);

            reply.ShouldBeRefused(HttpStatusCode.BadRequest, "use_dpop_nonce");
            (await TokenAsync(reply.Nonce)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    [Trait("rfc", "9449-8.2")]
    public async Task An_ageing_nonce_is_replaced_and_an_old_one_refused()
    {
        var nonce = (await TokenAsync(nonce: null)).Nonce;

        _host.Time.Advance(TimeSpan.FromSeconds(150));
        (await TokenAsync(nonce)).Nonce.ShouldBeNull();
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        var ageing = await TokenAsync(nonce);
        _host.Time.Advance(TimeSpan.FromSeconds(149));
        var last = await TokenAsync(nonce);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        var old = await TokenAsync(nonce);

        ageing.Status.ShouldBe(HttpStatusCode.OK);
        ageing.Nonce.ShouldNotBeNull();
        last.Status.ShouldBe(HttpStatusCode.OK);
        old.ShouldBeRefused(HttpStatusCode.BadRequest, "use_dpop_nonce");
        (await TokenAsync(ageing.Nonce)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "9449-8")]
    public async Task Nodes_with_one_server_key_accept_each_others_nonces_and_others_do_not()
    {
        await using var same = await StartAsync(_ => { });
        await using var rotated = await StartAsync(options =>
        {
            options.ServerKey = OtherServerKey;
            options.PreviousServerKeys.Add(KeyedHost.ServerKey);
        });
        await using var stranger = await StartAsync(options => options.ServerKey = OtherServerKey);
        var nonce = (await TokenAsync(nonce: null)).Nonce;

        (await TokenAsync(same, nonce)).Status.ShouldBe(HttpStatusCode.OK);
        (await TokenAsync(rotated, nonce)).Status.ShouldBe(HttpStatusCode.OK);
        (await TokenAsync(stranger, nonce)).ShouldBeRefused(HttpStatusCode.BadRequest, "use_dpop_nonce");
    }

    [Fact]
    [Trait("rfc", "9449-8.2")]
    public async Task A_nonce_is_not_cached_and_scripts_of_other_origins_may_read_it()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/oauth2/token")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
        };
        request.Headers.Add("Origin", "https://app.example.com");

        var reply = await _host.SendAsync(request, _client, Proof.ForToken(_host, _key).Signed());

        reply.ShouldBeRefused(HttpStatusCode.BadRequest, "use_dpop_nonce");
        string.Join(',', reply.Message.Headers.GetValues("Access-Control-Expose-Headers")).ShouldContain("DPoP-Nonce");
    }

    private Task<KeyedHost> StartAsync(Action<ClientCredentialsAuthOptions> configure) =>
        KeyedHost.StartAsync(
            options =>
            {
                options.DPoP.RequireNonce = true;
                configure(options);
            },
            time: new ManualTimeProvider(_host.Time.GetUtcNow())
        );

    private Task<KeyedReply> TokenAsync(string? nonce) => TokenAsync(_host, _client, nonce);

    private async Task<KeyedReply> TokenAsync(KeyedHost host, string? nonce) =>
        await TokenAsync(host, await host.RegisterBasicAsync(), nonce);

    private Task<KeyedReply> TokenAsync(KeyedHost host, string client, string? nonce) =>
        host.TokenAsync(client, With(Proof.ForToken(host, _key), nonce));

    private string Thing(string token, string? nonce) => With(Proof.ForThing(_host, _key, token), nonce);

    private static string With(Proof proof, string? nonce)
    {
        if (nonce is not null)
        {
            proof.Payload["nonce"] = nonce;
        }

        return proof.Signed();
    }
}
