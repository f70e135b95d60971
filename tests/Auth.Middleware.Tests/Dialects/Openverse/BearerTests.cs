using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary>Bearer tokens on endpoints that speak the dialect.</summary>
public sealed class BearerTests
{
    private const string Incorrect = """{"detail":"Incorrect authentication credentials."}""";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Token x")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearerx")]
    public async Task Whoever_presents_no_token_is_anonymous(string? authorization)
    {
        await using var host = await OpenverseHost.StartAsync();
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];

        var reply = await host.GetAsync("/images", headers);
        var refused = await host.GetAsync("/private", headers);

        reply.Status.ShouldBe(200);
        reply.Header("X-RateLimit-Available-anon_burst").ShouldBe("19");
        (refused.Status, refused.Body).ShouldBe(
            (401, """{"detail":"Authentication credentials were not provided."}""")
        );
        refused.Header("WWW-Authenticate").ShouldBe("Bearer realm=\"api\"");
    }

    [Theory]
    [Trait("rfc", "6750-3.1")]
    [InlineData("/images")]
    [InlineData("/private")]
    [InlineData(OpenverseHost.KeyInfoPath)]
    [InlineData(OpenverseHost.RegisterPath)]
    [InlineData(OpenverseHost.TokenPath)]
    public async Task A_token_that_is_no_good_is_never_taken_for_no_token(string path)
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());
        var method = path.Contains("auth_tokens", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get;
        string[] others = ["x", token[..^1], token + "a", token + "=", token.ToUpperInvariant(), token[1..]];

        foreach (var other in others)
        {
            var reply = await host.SendAsync(method, path, null, OpenverseHost.Bearer(other));

            (reply.Status, reply.Body).ShouldBe((401, Incorrect), other);
            reply
                .Header("WWW-Authenticate")
                .ShouldBe(
                    "Bearer realm=\"api\",error=\"invalid_token\",error_description=\"The access token is invalid.\""
                );
            reply.Header("Cache-Control").ShouldBe("no-store");
            reply.Masked.ShouldNotContain(token.Substring(8, 32));
        }
    }

    [Theory]
    [Trait("rfc", "6750-3.1")]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_token_works_to_its_last_second_and_then_says_that_it_has_expired(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var registered = await host.RegisterVerifiedAsync();
        var warm = await host.TokenAsync(registered);
        var cold = await host.TokenAsync(registered);
        var end = host.Clock.GetUtcNow().AddSeconds(36_000);

        host.Clock.AdvanceTo(end.AddSeconds(-1));
        (await host.GetAsync("/private", OpenverseHost.Bearer(warm))).Status.ShouldBe(200);
        host.Clock.AdvanceTo(end);

        foreach (var token in (string[])[warm, cold])
        {
            var reply = await host.GetAsync("/private", OpenverseHost.Bearer(token));
            (reply.Status, reply.Body).ShouldBe((401, Incorrect));
            reply
                .Header("WWW-Authenticate")
                .ShouldBe(
                    "Bearer realm=\"api\",error=\"invalid_token\",error_description=\"The access token has expired.\""
                );
        }
    }

    [Theory]
    [Trait("rfc", "6750-3.1")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a,b")]
    [InlineData("Bearer \"a\"")]
    public async Task A_malformed_header_is_a_bad_request(string authorization)
    {
        await using var host = await OpenverseHost.StartAsync();

        var resource = await host.GetAsync("/images", ("Authorization", authorization));
        var oauth = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.TokenPath,
            OpenverseHost.Form(("grant_type", "client_credentials")),
            ("Authorization", authorization)
        );

        (resource.Status, resource.Body).ShouldBe((400, """{"detail":"The Authorization header is malformed."}"""));
        (oauth.Status, oauth.Body).ShouldBe(
            (400, """{"detail":"The Authorization header is malformed.","error":"invalid_request"}""")
        );
        oauth
            .Header("WWW-Authenticate")
            .ShouldBe(
                "Bearer realm=\"api\",error=\"invalid_request\",error_description=\"The Authorization header is malformed.\""
            );
    }

    [Theory]
    [Trait("rfc", "6750-2.1")]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    [InlineData("bEaReR ")]
    public async Task The_case_of_the_scheme_does_not_count(string scheme)
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterAsync());

        (await host.GetAsync("/private", ("Authorization", $"{scheme} {token}"))).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "6750-2.3")]
    [Trait("attack", "19")]
    public async Task A_token_in_the_query_or_in_a_form_is_not_looked_at()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterAsync());

        var query = await host.GetAsync($"/private?access_token={token}");
        var form = await host.PostFormAsync(OpenverseHost.TierRequestPath, ("access_token", token));

        query.Status.ShouldBe(401);
        form.Status.ShouldBe(401);
    }
}
