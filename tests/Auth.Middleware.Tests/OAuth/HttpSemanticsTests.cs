namespace Auth.OAuth;

/// <summary>What HTTP itself asks for, on every standard endpoint.</summary>
public sealed class HttpSemanticsTests
{
    public static TheoryData<string, string> Endpoints =>
        new()
        {
            { "/oauth2/token", "POST" },
            { "/oauth2/revoke", "POST" },
            { "/oauth2/introspect", "POST" },
            { "/oauth2/register", "POST" },
            { "/oauth2/register/x", "GET, HEAD, PUT, DELETE" },
            { "/oauth2/register/x/secret", "POST" },
            { "/oauth2/verify", "POST" },
            { "/oauth2/verify/x", "GET, HEAD, POST" },
            { "/oauth2/key", "GET, HEAD" },
            { "/.well-known/oauth-authorization-server", "GET, HEAD" },
            { "/.well-known/oauth-protected-resource", "GET, HEAD" },
        };

    [Theory]
    [MemberData(nameof(Endpoints))]
    [Trait("rfc", "9110-15.5.6")]
    [Trait("line", "H1")]
    [Trait("line", "R8")]
    public async Task Other_methods_are_refused_with_those_allowed_and_OPTIONS_lists_them(string path, string methods)
    {
        await using var host = await OAuthHost.StartAsync();
        var allow = methods + ", OPTIONS";

        foreach (var method in new[] { "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "PROPFIND" })
        {
            if (!methods.Split(", ").Contains(method))
            {
                var reply = await host.SendAsync(new HttpMethod(method), path);
                reply.Status.ShouldBe(405, method);
                reply.Header("Allow").ShouldBe(allow);
                reply.ShouldNotBeStored();
            }
        }

        var options = await host.SendAsync(HttpMethod.Options, path);
        options.Status.ShouldBe(204);
        options.Header("Allow").ShouldBe(allow);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    [Trait("rfc", "9110-15.4")]
    [Trait("line", "H2")]
    public async Task A_slash_or_another_case_is_never_redirected(string path, string methods)
    {
        await using var host = await OAuthHost.StartAsync();
        var method = new HttpMethod(methods.Split(',')[0]);
        var plain = await host.SendAsync(method, path);

        foreach (var other in new[] { path + "/", path.ToUpperInvariant() })
        {
            var reply = await host.SendAsync(method, other);
            reply.Status.ShouldBe(plain.Status, other);
            reply.Header("Location").ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    [Trait("rfc", "9110-15.5.2")]
    [Trait("line", "H1")]
    public async Task A_401_has_a_challenge_and_nothing_is_worse_than_it(string path, string methods)
    {
        await using var host = await OAuthHost.StartAsync();

        foreach (var method in methods.Split(", "))
        {
            var reply = await host.SendAsync(new HttpMethod(method), path);
            reply.Status.ShouldBeLessThan(500);
            (reply.Header("WWW-Authenticate") is not null).ShouldBe(reply.Status == 401);
        }
    }
}
