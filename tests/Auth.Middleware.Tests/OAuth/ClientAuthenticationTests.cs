using System.Text;

namespace Auth.OAuth;

/// <summary>How clients prove themselves.</summary>
public sealed class ClientAuthenticationTests
{
    [Fact]
    [Trait("rfc", "6749-5.2")]
    [Trait("line", "E6")]
    [Trait("attack", "2")]
    public async Task Every_reason_to_refuse_a_client_has_the_same_answer()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var disabled = await host.AddAsync("disabled", "secret", client => client with { Disabled = true });
        var end = host.Clock.GetUtcNow();
        var expired = await host.AddAsync(
            "expired",
            "secret",
            client => client with { Secrets = [client.Secrets[0] with { ExpiresAt = end }] }
        );
        var lapsed = await host.AddAsync("lapsed", "secret", client => client with { LapsesAt = end });

        var wrong = await host.RequestTokenAsync(key with { Secret = "wrong" });

        wrong.ShouldBeError(401, "invalid_client");
        wrong.Header("WWW-Authenticate").ShouldBe("Basic realm=\"api\"");
        foreach (
            var other in new[]
            {
                key with
                {
                    Id = "nobody",
                },
                disabled,
                expired,
                lapsed,
                key with
                {
                    Secret = key.Secret[..^1],
                },
                key with
                {
                    Secret = key.Secret.ToUpperInvariant(),
                },
            }
        )
        {
            (await host.RequestTokenAsync(other)).Whole.ShouldBe(wrong.Whole);
        }
    }

    [Fact]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "E7")]
    [Trait("line", "H1")]
    public async Task Credentials_in_the_form_work_and_wrong_ones_are_challenged_too()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        (await host.PostAsync(OAuthHost.TokenPath, [OAuthHost.Grant, .. key.Post])).Status.ShouldBe(200);
        (
            await host.PostAsync(OAuthHost.TokenPath, [OAuthHost.Grant, .. (key with { Secret = "x" }).Post])
        ).ShouldBeError(401, "invalid_client");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [Trait("rfc", "6749-5.2")]
    [Trait("line", "E8")]
    [Trait("attack", "3")]
    public async Task No_secret_is_no_authentication(string? secret)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        (string, string)[] form = secret is null
            ? [OAuthHost.Grant, ("client_id", key.Id)]
            : [OAuthHost.Grant, ("client_id", key.Id), ("client_secret", secret)];

        (await host.PostAsync(OAuthHost.TokenPath, OAuthHost.Grant)).ShouldBeError(401, "invalid_client");
        (await host.PostAsync(OAuthHost.TokenPath, form)).ShouldBeError(401, "invalid_client");
        (await host.RequestTokenAsync(key with { Secret = secret ?? "" })).ShouldBeError(401, "invalid_client");
    }

    [Fact]
    [Trait("rfc", "6749-2.3")]
    [Trait("line", "E9")]
    [Trait("attack", "7")]
    public async Task Token_endpoint_rejects_two_client_authentication_methods()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        (await host.RequestTokenAsync(key, key.Post)).ShouldBeError(400, "invalid_request");
        (await host.RequestTokenAsync(key, ("client_secret", key.Secret))).ShouldBeError(400, "invalid_request");
        (await host.RequestTokenAsync(key, ("client_id", "another"))).ShouldBeError(400, "invalid_request");
        (await host.RequestTokenAsync(key, ("client_id", key.Id))).Status.ShouldBe(200);
        (
            await host.SendAsync(
                HttpMethod.Post,
                OAuthHost.TokenPath,
                OAuthHost.Form(OAuthHost.Grant),
                key.Basic,
                key.Basic
            )
        ).ShouldBeError(400, "invalid_request");
    }

    [Fact]
    [Trait("rfc", "6749-2.3")]
    [Trait("line", "E9")]
    public async Task A_bearer_token_beside_the_credentials_is_no_second_method()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        foreach (var path in new[] { OAuthHost.TokenPath, OAuthHost.RevokePath, OAuthHost.IntrospectPath })
        {
            var form = OAuthHost.Form([OAuthHost.Grant, ("token", "x"), .. key.Post]);
            (await host.SendAsync(HttpMethod.Post, path, form, OAuthHost.Bearer("x"))).Status.ShouldBe(200);
        }
    }

    [Fact]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "E10")]
    [Trait("attack", "19")]
    public async Task Nothing_is_read_from_the_query()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var query = $"client_id={key.Id}&client_secret={key.Secret}&grant_type=client_credentials";

        (await host.PostAsync($"{OAuthHost.TokenPath}?{query}")).ShouldBeError(400, "invalid_request");
        (await host.PostAsync($"{OAuthHost.TokenPath}?{query}", OAuthHost.Grant)).ShouldBeError(401, "invalid_client");
        (await host.PostAsync($"{OAuthHost.TokenPath}?scope=nonsense", key, OAuthHost.Grant)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("a+b%2Bc%3Ad%25e:p%2Bq%2F%25%3A+%C3%A9")]
    [InlineData("a%20b%2Bc%3Ad%25e:p%2Bq/%25:%20\u00e9")]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "E11")]
    [Trait("attack", "5")]
    public async Task Both_halves_of_Basic_are_decoded_and_split_at_the_first_colon(string pair)
    {
        await using var host = await OAuthHost.StartAsync();
        await host.AddAsync("a b+c:d%e", "p+q/%: \u00e9");

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.Form(OAuthHost.Grant),
            Key.BasicOf(pair)
        );

        reply.Status.ShouldBe(200, reply.Body);
    }

    [Fact]
    [Trait("rfc", "7617-2")]
    [Trait("line", "E11")]
    [Trait("attack", "5")]
    public async Task Credentials_as_we_issue_them_need_no_encoding()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        foreach (var encode in new Func<string, string>[] { text => text, Strictly })
        {
            var pair = Key.BasicOf($"{encode(key.Id)}:{encode(key.Secret)}");
            var form = OAuthHost.Form(OAuthHost.Grant);
            (await host.SendAsync(HttpMethod.Post, OAuthHost.TokenPath, form, pair)).Status.ShouldBe(200);
        }

        static string Strictly(string text) => text.Replace("_", "%5F", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic Og==")]
    [InlineData("Basic YQ==")]
    [InlineData("Basic OmE=")]
    [InlineData("Basic Y T p i")]
    [InlineData("Basic YTpi\t")]
    [InlineData("Basic YTp=")]
    [InlineData("Basic YTo")]
    [InlineData("Basic ====")]
    [InlineData("Basic _-_-")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic YTr/")]
    [InlineData("Basic YTolMDA=")]
    [InlineData("Basic JTAwOmE=")]
    [InlineData("Basic YTolenq=")]
    [InlineData("Basic YTpi, Bearer x")]
    [Trait("rfc", "7617-2")]
    [Trait("line", "E12")]
    public async Task Basic_that_is_not_exactly_right_is_refused(string header)
    {
        await using var host = await OAuthHost.StartAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.Form(OAuthHost.Grant),
            ("Authorization", header)
        );

        reply.ShouldBeError(401, "invalid_client");
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("BASIC")]
    [Trait("rfc", "9110-11.1")]
    [Trait("line", "E12")]
    public async Task The_case_of_the_scheme_does_not_count(string scheme)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var header = scheme + key.Basic.Value["Basic".Length..];

        var form = OAuthHost.Form(OAuthHost.Grant);
        (await host.SendAsync(HttpMethod.Post, OAuthHost.TokenPath, form, ("Authorization", header))).Status.ShouldBe(
            200
        );
    }

    [Fact]
    [Trait("rfc", "7617-2")]
    [Trait("line", "E12")]
    [Trait("attack", "4")]
    public async Task Oversized_and_undecodable_credentials_are_refused_before_they_cost_anything()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var notUtf8 = Convert.ToBase64String([0xFF, (byte)':', 0xFE]);

        (await host.RequestTokenAsync(key with { Secret = new string('x', 4_000) })).ShouldBeError(
            401,
            "invalid_client"
        );
        (await host.RequestTokenAsync(key with { Id = new string('x', 101) })).ShouldBeError(401, "invalid_client");
        (
            await host.SendAsync(
                HttpMethod.Post,
                OAuthHost.TokenPath,
                OAuthHost.Form(OAuthHost.Grant),
                ("Authorization", "Basic " + notUtf8)
            )
        ).ShouldBeError(401, "invalid_client");
    }

    [Theory]
    [InlineData("\u0130")]
    [InlineData("\uFB01")]
    [InlineData("e\u0301")]
    [InlineData("\u202Ea")]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "E12")]
    [Trait("attack", "6")]
    public async Task Credentials_are_compared_as_they_are_and_never_normalised(string text)
    {
        await using var host = await OAuthHost.StartAsync();
        var other = text.Normalize(NormalizationForm.FormKC) + (text == "\u202Ea" ? "\u202C" : "");
        await host.AddAsync(text, text);

        (await host.RequestTokenAsync(new Key(text, text, ""))).Status.ShouldBe(200);
        if (other != text)
        {
            (await host.RequestTokenAsync(new Key(text, other, ""))).ShouldBeError(401, "invalid_client");
            (await host.RequestTokenAsync(new Key(other, text, ""))).ShouldBeError(401, "invalid_client");
        }
    }
}
