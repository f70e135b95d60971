using System.Net;
using System.Text.Json.Nodes;
using Auth.Jose;
using Auth.RateLimiting;
using Auth.TestKit;

namespace Auth.ClientAuthentication;

/// <summary>Clients that authenticate with a key (RFC 7523 section 2.2).</summary>
public sealed class PrivateKeyJwtTests : IAsyncLifetime
{
    private const string Path = "/oauth2/token";

    private readonly TestKey _key = TestKey.Create();
    private KeyedHost _host = null!;
    private string _id = "";

    public static TheoryData<string> Spoiled => SpoiledAssertions.Names;

    public static TheoryData<string> Algorithms => [.. SignatureAlgorithms.All];

    public async ValueTask InitializeAsync()
    {
        _host = await KeyedHost.StartAsync();
        _id = await Assertion.RegisterAsync(_host, _key);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Algorithms))]
    [Trait("rfc", "7523-2.2")]
    public async Task A_good_assertion_is_worth_a_token(string algorithm)
    {
        var key = TestKey.Create(algorithm);
        var id = await Assertion.RegisterAsync(_host, key);

        var reply = await SendAsync(new Assertion(_host, key, id).Signed());

        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Body);
        ((string)reply.Json["token_type"]!).ShouldBe("Bearer");
    }

    [Theory]
    [MemberData(nameof(Spoiled))]
    [Trait("rfc", "7523-3")]
    public async Task An_assertion_is_refused_with(string way)
    {
        var reply = await SendAsync(SpoiledAssertions.Spoil(way, new Assertion(_host, _key, _id)));

        reply.ShouldBeRefused(HttpStatusCode.Unauthorized, "invalid_client");
        reply.Body.ShouldBe((await _host.TokenAsync("Basic eDp5")).Body);
    }

    [Theory]
    [InlineData("{\"aud\":\"https://api.example.com\"}")]
    [InlineData("{\"aud\":[\"https://api.example.com\"]}")]
    [InlineData("{\"aud\":[\"https://api.example.com/oauth2/token\"]}")]
    [InlineData("{\"nbf\":0,\"extra\":[1]}")]
    [Trait("rfc", "7523-3")]
    public async Task The_audience_is_the_issuer_or_the_token_endpoint(string claims)
    {
        var assertion = new Assertion(_host, _key, _id);
        foreach (var (name, value) in JsonNode.Parse(claims)!.AsObject())
        {
            assertion.Payload[name] = value!.DeepClone();
        }

        (await SendAsync(assertion.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(305)]
    [Trait("rfc", "7523-3")]
    public async Task An_end_within_its_bounds_is_good(int seconds)
    {
        var assertion = new Assertion(_host, _key, _id);
        assertion.Payload["exp"] = (long)assertion.Payload["iat"]! + seconds;

        (await SendAsync(assertion.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("jwt")]
    [InlineData("client-authentication+jwt")]
    public async Task The_type_may_say_what_the_assertion_is_for(string type)
    {
        var assertion = new Assertion(_host, _key, _id);
        assertion.Header["typ"] = type;

        (await SendAsync(assertion.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_key_id_every_registered_key_is_tried()
    {
        var assertion = new Assertion(_host, _key, _id);
        assertion.Header.Remove("kid");

        (await SendAsync(assertion.Signed())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "6749-2.3")]
    public async Task An_assertion_beside_a_secret_is_two_methods()
    {
        var text = new Assertion(_host, _key, _id).Signed();
        var basic = await _host.RegisterBasicAsync();

        var withBasic = await _host.PostAsync(Path, basic, Assertion.Form(text));
        var withSecret = await SendAsync(text, ("client_secret", "x"));

        withBasic.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_request");
        withSecret.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_request");
        (await SendAsync(text)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "7521-4.2")]
    public async Task A_client_id_beside_it_must_be_the_same()
    {
        (await SendAsync(new Assertion(_host, _key, _id).Signed(), ("client_id", _id))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        var other = await SendAsync(new Assertion(_host, _key, _id).Signed(), ("client_id", "other"));

        other.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")]
    [InlineData("client_assertion_type", "")]
    [InlineData("client_assertion", "")]
    [Trait("rfc", "7521-4.2.1")]
    public async Task Both_parameters_are_needed_and_the_type_must_be_known(string name, string value)
    {
        var form = Assertion
            .Form(new Assertion(_host, _key, _id).Signed())
            .Select(pair => pair.Name == name ? (name, value) : pair);

        (await _host.PostAsync(Path, null, form)).ShouldBeRefused(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    [Trait("rfc", "7523-3")]
    public async Task Of_fifty_callers_with_one_assertion_one_gets_a_token()
    {
        var host = await KeyedHost.StartAsync(options => options.FailedAuthentication.PerClient = "1000/min");
        await using var _ = host;
        var id = await Assertion.RegisterAsync(host, _key);
        var form = Assertion.Form(new Assertion(host, _key, id).Signed());

        var replies = (await Race.RunAsync(50, 1, (_, _) => host.PostAsync(Path, null, form)))[0];

        replies.Count(reply => reply.Status == HttpStatusCode.OK).ShouldBe(1);
        replies.Count(reply => reply.Status == HttpStatusCode.Unauthorized).ShouldBe(49);
    }

    [Fact]
    [Trait("rfc", "7523-3")]
    public async Task A_used_assertion_is_remembered_as_long_as_it_could_be_accepted()
    {
        var assertion = new Assertion(_host, _key, _id);
        assertion.Payload["exp"] = (long)assertion.Payload["iat"]! + 305;
        var text = assertion.Signed();
        (await SendAsync(text)).Status.ShouldBe(HttpStatusCode.OK);

        for (var second = 0; second < 330; second += 5)
        {
            (await SendAsync(text)).ShouldBeRefused(HttpStatusCode.Unauthorized, "invalid_client");
            _host.Time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    [Trait("rfc", "6749-2.3.1")]
    public async Task Failures_are_counted_like_those_of_secrets()
    {
        for (var i = 0; i < 20; i++)
        {
            var forged = SpoiledAssertions.Spoil("the key of a stranger", new Assertion(_host, _key, _id));
            (await SendAsync(forged)).ShouldBeRefused(HttpStatusCode.Unauthorized, "invalid_client");
        }

        var blocked = await SendAsync(new Assertion(_host, _key, _id).Signed());

        blocked.ShouldBeRefused(HttpStatusCode.TooManyRequests, "rate_limited");
        blocked.Message.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_client_with_a_secret_cannot_use_its_keys_instead()
    {
        var reply = await _host.RegisterAsync(new JsonObject { ["jwks"] = Assertion.KeySet(_key) });
        var id = (string)reply.Json["client_id"]!;

        (await SendAsync(new Assertion(_host, _key, id).Signed())).ShouldBeRefused(
            HttpStatusCode.Unauthorized,
            "invalid_client"
        );
    }

    [Fact]
    public async Task A_client_with_keys_has_no_other_way_in()
    {
        (string, string)[] form = [("grant_type", "client_credentials"), ("client_id", _id)];

        (await _host.PostAsync(Path, null, form)).ShouldBeRefused(HttpStatusCode.Unauthorized, "invalid_client");
        (await _host.PostAsync(Path, null, [.. form, ("client_secret", "x")])).ShouldBeRefused(
            HttpStatusCode.Unauthorized,
            "invalid_client"
        );
    }

    [Theory]
    [InlineData("/oauth2/introspect")]
    [InlineData("/oauth2/revoke")]
    public async Task Other_endpoints_take_assertions_too(string path)
    {
        var form = Assertion.Form(new Assertion(_host, _key, _id).Signed(), ("token", "x"));

        (await _host.PostAsync(path, null, form)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private Task<KeyedReply> SendAsync(string assertion, params (string, string)[] more) =>
        _host.PostAsync(Path, null, Assertion.Form(assertion, more));
}
