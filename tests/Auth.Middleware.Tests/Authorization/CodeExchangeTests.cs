using Auth.OAuth;

namespace Auth.Authorization;

/// <summary>What a code buys, and what it does not.</summary>
public sealed class CodeExchangeTests : IAsyncLifetime
{
    private AuthorizationHost _host = null!;
    private Key _key = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await AuthorizationHost.StartAsync();
        _key = await _host.AddAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("line", "C1")]
    [Trait("line", "C2")]
    [Trait("line", "E5")]
    [Trait("rfc", "6749-4.1.2")]
    public async Task A_code_works_once_and_a_second_use_ends_what_the_first_has_bought()
    {
        var code = await CodeAsync();
        var token = (await _host.ExchangeAsync(_key, code)).Text("access_token");
        (await _host.Inner.UseAsync(token)).Status.ShouldBe(200);

        var replay = await _host.ExchangeAsync(_key, code);

        replay.ShouldBeError(400, "invalid_grant");
        (await _host.Inner.UseAsync(token)).Status.ShouldBe(401);
        var fact = await _host.Facts.NextAsync<GrantReplayed>();
        fact.ShouldBe(new GrantReplayed(fact.At, _key.Id, "authorization_code", 1));
    }

    [Fact]
    [Trait("rfc", "6749-4.1.2")]
    public async Task A_replay_is_noticed_after_the_code_has_expired_too_and_spares_other_approvals()
    {
        var code = await CodeAsync();
        var token = (await _host.ExchangeAsync(_key, code)).Text("access_token");
        var other = (await _host.TokenAsync(_key)).Text("access_token");
        _host.Inner.Clock.Advance(TimeSpan.FromMinutes(10));

        (await _host.ExchangeAsync(_key, code)).ShouldBeError(400, "invalid_grant");

        (await _host.Inner.UseAsync(token)).Status.ShouldBe(401);
        (await _host.Inner.UseAsync(other)).Status.ShouldBe(200);
    }

    [Theory]
    [Trait("line", "C2")]
    [Trait("line", "C5")]
    [Trait("line", "C8")]
    [Trait("line", "E5")]
    [Trait("line", "K4")]
    [Trait("rfc", "7636-4.6")]
    [InlineData("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong-1", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_request")]
    [InlineData("redirect_uri", "https://app.example/other", "invalid_grant")]
    [InlineData("redirect_uri", "https://app.example/cb/", "invalid_grant")]
    public async Task A_wrong_exchange_neither_uses_the_code_up_nor_revokes_anything(
        string name,
        string value,
        string error
    )
    {
        var code = await CodeAsync();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await _host.ExchangeAsync(_key, code, (name, value))).ShouldBeError(400, error);
        }

        var token = await _host.ExchangeAsync(_key, code);
        token.Status.ShouldBe(200);
        (await _host.ExchangeAsync(_key, code, (name, value))).ShouldBeError(400, error);
        (await _host.Inner.UseAsync(token.Text("access_token"))).Status.ShouldBe(200);
    }

    [Theory]
    [Trait("line", "K1")]
    [Trait("rfc", "7636-4.1")]
    [InlineData(42)]
    [InlineData(129)]
    public async Task A_verifier_has_43_to_128_characters(int length)
    {
        var verifier = new string('a', length);
        var challenge = System.Buffers.Text.Base64Url.EncodeToString(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier))
        );
        var code = await _host.CodeAsync(AuthorizationHost.Request(_key, ("code_challenge", challenge)));

        (await _host.ExchangeAsync(_key, code, ("code_verifier", verifier))).ShouldBeError(400, "invalid_grant");
    }

    [Fact]
    [Trait("line", "K5")]
    [Trait("rfc", "9700-4.8.2")]
    public async Task A_verifier_for_a_code_without_a_challenge_is_refused()
    {
        var code = await _host.CodeAsync(
            AuthorizationHost.Request(_key, ("code_challenge", ""), ("code_challenge_method", ""))
        );

        (await _host.ExchangeAsync(_key, code)).ShouldBeError(400, "invalid_grant");
        (await _host.ExchangeAsync(_key, code, ("code_verifier", ""))).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("line", "C5")]
    [Trait("rfc", "6749-4.1.3")]
    public async Task The_redirect_uri_must_be_repeated_unless_a_verifier_stands_in()
    {
        var plain = await _host.CodeAsync(
            AuthorizationHost.Request(_key, ("code_challenge", ""), ("code_challenge_method", ""))
        );
        var proved = await CodeAsync();

        var refused = await _host.ExchangeAsync(_key, plain, ("code_verifier", ""), ("redirect_uri", ""));

        refused.ShouldBeError(400, "invalid_request");
        (await _host.ExchangeAsync(_key, plain, ("code_verifier", ""))).Status.ShouldBe(200);
        (await _host.ExchangeAsync(_key, proved, ("redirect_uri", ""))).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("line", "C4")]
    [Trait("line", "E5")]
    [Trait("attack", "17")]
    [Trait("rfc", "6749-4.1.3")]
    public async Task A_code_of_another_client_buys_nothing_and_stays_good_for_its_own()
    {
        var other = await _host.AddAsync("other");
        var code = await CodeAsync();

        (await _host.ExchangeAsync(other, code)).ShouldBeError(400, "invalid_grant");

        (await _host.ExchangeAsync(_key, code)).Status.ShouldBe(200);
        (await _host.ExchangeAsync(other, code)).ShouldBeError(400, "invalid_grant");
    }

    [Fact]
    [Trait("line", "C6")]
    [Trait("line", "E5")]
    [Trait("rfc", "6749-4.1.2")]
    public async Task A_code_ends_after_its_lifetime()
    {
        var (early, late) = (await CodeAsync(), await CodeAsync());

        _host.Inner.Clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        (await _host.ExchangeAsync(_key, early)).Status.ShouldBe(200);
        _host.Inner.Clock.Advance(TimeSpan.FromTicks(1));

        (await _host.ExchangeAsync(_key, late)).ShouldBeError(400, "invalid_grant");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("auth_ac_0000000000000000000000000000000000000000000000000000000")]
    public async Task A_code_that_nobody_issued_buys_nothing(string code) =>
        (await _host.ExchangeAsync(_key, code)).ShouldBeError(
            400,
            code.Length == 0 ? "invalid_request" : "invalid_grant"
        );

    [Fact]
    [Trait("line", "C7")]
    [Trait("attack", "16")]
    [Trait("rfc", "6749-4.1.3")]
    public async Task The_scope_is_what_the_user_approved_whatever_the_exchange_asks_for()
    {
        var reply = await _host.ExchangeAsync(_key, await CodeAsync(), ("scope", "read write"));

        reply.Text("scope").ShouldBe("read");
    }

    [Fact]
    [Trait("rfc", "6749-4.1.3")]
    public async Task A_confidential_client_must_authenticate_and_a_failure_costs_the_code_nothing()
    {
        var code = await CodeAsync();

        var refused = await _host.Inner.PostAsync(
            OAuthHost.TokenPath,
            ("grant_type", "authorization_code"),
            ("client_id", _key.Id),
            ("code", code),
            ("redirect_uri", AuthorizationHost.Callback),
            ("code_verifier", AuthorizationHost.Verifier)
        );

        refused.ShouldBeError(401, "invalid_client");
        (await _host.ExchangeAsync(_key, code)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "8252-8.4")]
    public async Task A_public_client_exchanges_with_its_verifier_alone()
    {
        var native = await _host.AddPublicAsync();

        var reply = await _host.ExchangeAsync(native, await _host.CodeAsync(AuthorizationHost.Request(native)));

        reply.Status.ShouldBe(200, reply.Body);
    }

    [Fact]
    [Trait("rfc", "8707-2.2")]
    public async Task A_token_is_good_for_the_resources_that_were_approved_and_no_others()
    {
        const string One = OAuthHost.Issuer + "/one";
        const string Two = OAuthHost.Issuer + "/two";
        var request = AuthorizationHost.Request(_key).Append(("resource", One)).Append(("resource", Two)).ToList();

        var narrowed = await _host.ExchangeAsync(_key, await _host.CodeAsync(request), ("resource", One));
        var all = await _host.ExchangeAsync(_key, await _host.CodeAsync(request));
        var more = await _host.ExchangeAsync(
            _key,
            await _host.CodeAsync(request),
            ("resource", OAuthHost.Issuer + "/three")
        );

        (await AudienceAsync(narrowed)).ShouldBe([One]);
        (await AudienceAsync(all)).ShouldBe([One, Two]);
        more.ShouldBeError(400, "invalid_target");

        async Task<IEnumerable<string?>> AudienceAsync(Reply reply) =>
            (await _host.Inner.IntrospectAsync(_key, reply.Text("access_token")))
                .Json.GetProperty("aud")
                .EnumerateArray()
                .Select(item => item.GetString());
    }

    [Fact]
    [Trait("rfc", "9449-10")]
    public async Task A_code_that_is_bound_to_a_key_needs_its_proof()
    {
        var code = await _host.CodeAsync(AuthorizationHost.Request(_key, ("dpop_jkt", new string('k', 43))));

        (await _host.ExchangeAsync(_key, code)).ShouldBeError(400, "invalid_grant");
    }

    [Fact]
    [Trait("line", "C9")]
    [Trait("attack", "20")]
    public async Task Codes_are_long_and_never_stored_or_told_in_clear()
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 20; i++)
        {
            codes.Add(await CodeAsync());
        }

        codes.Count.ShouldBe(20);
        codes.ShouldAllBe(code => code.StartsWith("auth_ac_", StringComparison.Ordinal) && code.Length == 62);
        (await _host.Facts.NextAsync<AuthorizationGranted>()).ToString().ShouldNotContain("auth_ac_");
    }

    private Task<string> CodeAsync() => _host.CodeAsync(AuthorizationHost.Request(_key));
}
