using System.Collections.Immutable;
using Auth.Authorization.Codes;
using Auth.Dialects;
using Auth.OAuth;
using Auth.OpenApi;
using Auth.Pages;
using Auth.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Authorization;

/// <summary>What another profile of the endpoint may do differently: codes to copy, other response modes, remembered approvals, own words.</summary>
public sealed class ProfileTests : IAsyncLifetime
{
    private const string Oob = "urn:ietf:wg:oauth:2.0:oob";
    private AuthorizationHost _host = null!;
    private Key _key = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await AuthorizationHost.StartAsync(configure: setup =>
            setup.Builder += auth => auth.Services.AddSingleton<IDialect, OtherDialect>()
        );
        _key = await _host.AddAsync(change: client => client with { RedirectUris = [AuthorizationHost.Callback, Oob] });
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("line", "A16")]
    public async Task A_code_to_copy_is_shown_to_its_user_only()
    {
        var redirect = await DecideAsync(AuthorizationHost.Request(_key, ("redirect_uri", Oob)));
        var path = redirect.Header("Location").ShouldNotBeNull();

        var page = await _host.OpenAsync(path);

        redirect.Status.ShouldBe(302);
        path.ShouldStartWith("/other/native?code=auth_ac_");
        page.Status.ShouldBe(200);
        var code = AuthorizationHost.Answer(redirect)["code"];
        page.Body.ShouldContain($"value=\"{code}\"");
        page.Body.Split("</title>")[0].ShouldNotContain(code);
        page.Header("Referrer-Policy").ShouldBe("no-referrer");
        page.Header("Cache-Control").ShouldBe("no-store");
        (await _host.OpenAsync(path, "bob")).Status.ShouldBe(400);
        (await _host.OpenAsync(path, user: null)).Status.ShouldBe(302);
        (await _host.OpenAsync("/other/native?code=%3Cb%3Ehello%3C/b%3E")).Body.ShouldNotContain("hello");
        (await RedeemAsync(code, Oob)).ShouldBeOfType<CodeRedemptionOutcome.Redeemed>();
        (await _host.OpenAsync(path)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_refusal_of_a_code_to_copy_is_a_page()
    {
        var reply = await DecideAsync(AuthorizationHost.Request(_key, ("redirect_uri", Oob)), "deny");

        reply.Status.ShouldBe(400);
        reply.Body.ShouldContain("You have denied the request");
    }

    [Fact]
    public async Task A_code_of_one_profile_is_none_of_another()
    {
        var redirect = await DecideAsync(AuthorizationHost.Request(_key));
        var standard = await _host.CodeAsync(AuthorizationHost.Request(_key));

        (await _host.ExchangeAsync(_key, AuthorizationHost.Answer(redirect)["code"])).ShouldBeError(
            400,
            "invalid_grant"
        );
        (await RedeemAsync(standard, AuthorizationHost.Callback)).ShouldBe(
            new CodeRedemptionOutcome.Refused(CodeRefusal.Unknown)
        );
    }

    [Fact]
    public async Task An_answer_may_travel_in_the_fragment()
    {
        var reply = await DecideAsync(AuthorizationHost.Request(_key, ("response_mode", "fragment")));

        reply.Header("Location").ShouldNotBeNull().ShouldStartWith(AuthorizationHost.Callback + "#code=auth_ac_");
    }

    [Fact]
    public async Task An_answer_may_travel_in_a_form()
    {
        var reply = await DecideAsync(AuthorizationHost.Request(_key, ("response_mode", "form_post")));

        reply.Status.ShouldBe(200);
        reply.Body.ShouldContain($"action=\"{AuthorizationHost.Callback}\"");
        reply.Body.ShouldContain("name=\"state\" value=\"s t&#x2B;a&amp;te\"");
        var policy = reply.Header("Content-Security-Policy").ShouldNotBeNull();
        policy.ShouldContain("script-src 'sha256-");
        policy.ShouldContain("form-action 'self' https://app.example;");
        policy.ShouldNotContain("unsafe-inline");
    }

    [Fact]
    public async Task An_approval_may_be_remembered_for_the_same_scopes_until_it_is_revoked()
    {
        var path = Path(AuthorizationHost.Request(_key));
        (await _host.OpenAsync(path)).Status.ShouldBe(200);
        await _host.TokenAsync(_key);

        (await _host.OpenAsync(path)).Header("Location").ShouldNotBeNull().ShouldContain("code=auth_ac_");
        (await _host.OpenAsync(path + "&force_login=true")).Status.ShouldBe(200);
        (await _host.OpenAsync(path + "&force_login=False")).Status.ShouldBe(200);
        (await _host.OpenAsync(path + "&force_login=false")).Status.ShouldBe(302);
        (await _host.OpenAsync(path, "bob")).Status.ShouldBe(200);
        var wider = Path(AuthorizationHost.Request(_key, ("scope", "read write")));
        (await _host.OpenAsync(wider)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("line", "A13")]
    [Trait("attack", "38")]
    public async Task A_public_client_is_always_asked_about()
    {
        var native = await _host.AddPublicAsync();
        await _host.TokenAsync(native);

        (await _host.OpenAsync(Path(AuthorizationHost.Request(native)))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Errors_may_be_shown_instead_of_redirected_in_words_of_the_profile()
    {
        var reply = await _host.OpenAsync(Path(AuthorizationHost.Request(_key, ("scope", "nonsense"))));

        reply.Status.ShouldBe(400);
        reply.Body.ShouldContain("Not a scope of ours.");
    }

    private static string Path(IEnumerable<(string Name, string Value)> request) =>
        AuthorizationHost
            .AuthorizePath(request)
            .Replace("/oauth2/authorize", "/other/authorize", StringComparison.Ordinal);

    private async Task<Reply> DecideAsync(IEnumerable<(string Name, string Value)> request, string decision = "allow")
    {
        var page = await _host.OpenAsync(Path(request));
        page.Body.ShouldContain("Other words");
        return await _host.SubmitAsync(
            "/other/authorize",
            AuthorizationHost.FieldsOf(page, decision),
            cookie: AuthorizationHost.CookieOf(page)
        );
    }

    private async Task<CodeRedemptionOutcome> RedeemAsync(string code, string redirectUri)
    {
        var client = await _host.Inner.Of<IClientStore>().FindAsync(_key.Id, CancellationToken.None);
        return await _host
            .Inner.Of<CodeRedeemer>()
            .RedeemAsync(
                new CodeRedemption
                {
                    Client = client!,
                    Code = code,
                    RedirectUri = redirectUri,
                    Verifier = AuthorizationHost.Verifier,
                    Profile = OtherDialect.Profile,
                    TokenLifetime = null,
                },
                CancellationToken.None
            );
    }

    private sealed class OtherPages : AuthorizationPages
    {
        public override PageContent Consent(ConsentPage page)
        {
            var consent = base.Consent(page);
            return consent with { Main = Html.Of($"<p>Other words</p>{consent.Main}") };
        }
    }

    private sealed class OtherDialect : IDialect
    {
        public static AuthorizationProfile Profile { get; } =
            new()
            {
                Name = "other",
                AuthorizePath = "/other/authorize",
                NativePath = "/other/native",
                CodeLifetime = () => TimeSpan.FromMinutes(10),
                Scopes = (client, requested) =>
                    requested?.Split(' ').Intersect(client.Scopes).ToImmutableArray() is { Length: > 0 } scopes
                        ? scopes
                        : null,
                RedirectsErrors = false,
                ResponseModes = ["query", "fragment", "form_post"],
                RedirectStatus = 302,
                RemembersApproval = true,
                ProofField = "authenticity_token",
                Pages = new OtherPages(),
                Wording = problem =>
                    problem == AuthorizationProblem.ScopeInvalid
                        ? OAuthErrors.InvalidScope with
                        {
                            Description = "Not a scope of ours.",
                        }
                        : null,
            };

        public string Name => "other";

        public IReadOnlyDictionary<string, EndpointDescription> Descriptions { get; } =
            new Dictionary<string, EndpointDescription>();

        public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapAuthorization(Profile);
    }
}
