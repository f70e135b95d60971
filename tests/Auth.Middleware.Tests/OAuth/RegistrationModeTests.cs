using Auth.Registration;
using Auth.Rig;
using Auth.TestKit;
using Microsoft.Extensions.Options;

namespace Auth.OAuth;

/// <summary>Who may register.</summary>
public sealed class RegistrationModeTests
{
    private const string Metadata = "/.well-known/oauth-authorization-server";

    [Theory]
    [InlineData("Production", RegistrationMode.Auto, false)]
    [InlineData("Development", RegistrationMode.Auto, true)]
    [InlineData("Development", RegistrationMode.Closed, false)]
    [InlineData("Production", RegistrationMode.Open, true)]
    [InlineData("Production", RegistrationMode.InitialAccessToken, true)]
    [InlineData("Production", RegistrationMode.VerifiedEmail, true)]
    [Trait("rfc", "8414-2")]
    [Trait("line", "M4")]
    public async Task The_endpoint_is_there_and_advertised_or_neither(
        string environment,
        RegistrationMode mode,
        bool open
    )
    {
        await using var host = await OAuthHost.StartAsync(setup =>
        {
            setup.Environment = environment;
            setup.Auth = options => options.Registration.Mode = mode;
        });

        (await host.GetAsync(Metadata)).Has("registration_endpoint").ShouldBe(open);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Options })
        {
            var reply = await host.SendAsync(method, OAuthHost.RegisterPath, OAuthHost.Raw("{}", "application/json"));
            (reply.Status != 404).ShouldBe(open, method.Method);
        }
    }

    [Fact]
    public async Task Closing_applies_at_once_and_clients_still_manage_what_they_registered()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        host.Of<IOptionsMonitor<ClientCredentialsAuthOptions>>().CurrentValue.Registration.Mode =
            RegistrationMode.Closed;

        (await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, "{}")).Status.ShouldBe(404);
        (await host.GetAsync(Metadata)).Has("registration_endpoint").ShouldBeFalse();
        (await host.GetAsync(key.Path, key.Manage)).Status.ShouldBe(200);
        (await host.RequestTokenAsync(key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Open_registration_is_limited_by_address_and_other_methods_cost_nothing()
    {
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Limits = limits => limits.Policies["register"]["*"] = "3/day"
        );
        for (var i = 0; i < 5; i++)
        {
            (await host.GetAsync(OAuthHost.RegisterPath)).Status.ShouldBe(405);
            (await host.SendAsync(HttpMethod.Options, OAuthHost.RegisterPath)).Status.ShouldBe(204);
        }

        for (var i = 0; i < 3; i++)
        {
            await host.RegisterAsync();
        }

        (await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, "{}")).ShouldBeError(429, "rate_limited");
        (
            await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, "{}", OAuthHost.From("192.0.2.7"))
        ).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7591-3")]
    [Trait("line", "D1")]
    public async Task An_initial_access_token_allows_one_registration(StoreKind store)
    {
        await using var host = await StartGatedAsync(store);
        var token = await IssueAsync(host);

        var reply = await RegisterAsync(host, token);

        reply.Status.ShouldBe(201, reply.Body);
        reply.Whole.ShouldNotContain(token);
        (await host.RequestTokenAsync(Key.Of(reply))).Status.ShouldBe(200);
        (await RegisterAsync(host, token)).ShouldBeError(401, "invalid_token");
    }

    [Fact]
    [Trait("rfc", "7591-3")]
    [Trait("line", "D2")]
    public async Task A_registration_that_is_refused_does_not_cost_the_token()
    {
        await using var host = await StartGatedAsync();
        var token = await IssueAsync(host);

        (await RegisterAsync(host, token, """{"scope":"unknown"}""")).ShouldBeError(400, "invalid_client_metadata");
        (await RegisterAsync(host, token, "nonsense")).ShouldBeError(400, "invalid_request");

        (await RegisterAsync(host, token)).Status.ShouldBe(201);
    }

    [Fact]
    [Trait("rfc", "7591-3")]
    [Trait("line", "H1")]
    public async Task Strangers_are_refused_before_their_body_is_looked_at()
    {
        await using var host = await StartGatedAsync();
        var key = await host.AddAsync("app", "secret");
        var access = await host.TokenAsync(key);

        var without = await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, "nonsense");
        without.Status.ShouldBe(401);
        without.Header("WWW-Authenticate").ShouldNotBeNull().ShouldNotContain("error");
        foreach (var token in new[] { "nonsense", access, "a b" })
        {
            (await RegisterAsync(host, token, "nonsense")).ShouldBeError(401, "invalid_token");
        }
    }

    [Theory]
    [InlineData("", 604_800)]
    [InlineData("{}", 604_800)]
    [InlineData("""{"expires_in_seconds":60}""", 60)]
    public async Task An_initial_access_token_ends(string body, int seconds)
    {
        await using var host = await StartGatedAsync();
        var issued = await host.SendAsync(
            HttpMethod.Post,
            $"{OAuthHost.Admin}/initial-access-tokens",
            body.Length == 0 ? null : OAuthHost.Raw(body, "application/json")
        );
        issued.Status.ShouldBe(201, issued.Body);
        issued.ShouldNotBeStored();
        issued.Json.GetProperty("expires_at").GetDateTimeOffset().ShouldBe(host.Clock.GetUtcNow().AddSeconds(seconds));

        host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        (await RegisterAsync(host, issued.Text("initial_access_token"))).ShouldBeError(401, "invalid_token");
    }

    [Theory]
    [InlineData("""{"expires_in_seconds":0}""")]
    [InlineData("""{"expires_in_seconds":31536001}""")]
    [InlineData("""{"expires_in_seconds":"60"}""")]
    [InlineData("""{"expires_in_seconds":null}""")]
    [InlineData("""{"expires_in":60}""")]
    [InlineData("[]")]
    public async Task A_lifetime_out_of_range_is_refused(string body)
    {
        await using var host = await StartGatedAsync();

        var reply = await host.SendJsonAsync(HttpMethod.Post, $"{OAuthHost.Admin}/initial-access-tokens", body);

        reply.Status.ShouldBe(400);
        reply.Header("Content-Type").ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7591-3")]
    [Trait("line", "D1")]
    public async Task Of_many_who_present_one_token_at_once_exactly_one_registers(StoreKind store)
    {
        const int rounds = 10;
        await using var host = await StartGatedAsync(store);
        var tokens = new List<string>();
        for (var i = 0; i < rounds; i++)
        {
            tokens.Add(await IssueAsync(host));
        }

        var outcomes = await Race.RunAsync(6, rounds, (round, _) => RegisterAsync(host, tokens[round]));

        foreach (var round in outcomes)
        {
            round.Count(reply => reply.Status == 201).ShouldBe(1);
            round.Count(reply => reply.Status == 401).ShouldBe(5);
        }
    }

    private static Task<OAuthHost> StartGatedAsync(StoreKind store = StoreKind.Memory) =>
        OAuthHost.StartAsync(setup =>
        {
            setup.Store = store;
            setup.Environment = "Production";
            setup.Auth = options => options.Registration.Mode = RegistrationMode.InitialAccessToken;
        });

    private static async Task<string> IssueAsync(OAuthHost host)
    {
        var reply = await host.SendAsync(HttpMethod.Post, $"{OAuthHost.Admin}/initial-access-tokens");
        reply.Status.ShouldBe(201, reply.Body);
        return reply.Text("initial_access_token");
    }

    private static Task<Reply> RegisterAsync(OAuthHost host, string token, string body = "{}") =>
        host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, body, OAuthHost.Bearer(token));
}
