using Auth.OAuth;

namespace Auth.Authorization;

/// <summary>The whole way from the authorization request to a token that works.</summary>
public sealed class CodeFlowTests
{
    [Fact]
    [Trait("line", "A9")]
    [Trait("line", "A15")]
    [Trait("line", "K2")]
    [Trait("rfc", "6749-4.1")]
    [Trait("rfc", "7636-4.6")]
    [Trait("rfc", "9207-2")]
    public async Task A_user_allows_an_application_and_it_gets_a_token_of_theirs()
    {
        await using var host = await AuthorizationHost.StartAsync();
        var key = await host.AddAsync();

        var redirect = await host.DecideAsync(AuthorizationHost.Request(key));
        var answer = AuthorizationHost.Answer(redirect);
        var token = await host.ExchangeAsync(key, answer["code"]);

        redirect.Status.ShouldBe(303);
        redirect.Header("Location").ShouldNotBeNull().ShouldStartWith(AuthorizationHost.Callback + "?code=");
        answer.Keys.ShouldBe(["code", "state", "iss"]);
        answer["state"].ShouldBe("s t+a&te");
        answer["iss"].ShouldBe(OAuthHost.Issuer);
        token.Status.ShouldBe(200, token.Body);
        token.ShouldNotBeStored();
        token.Text("token_type").ShouldBe("Bearer");
        token.Text("scope").ShouldBe("read");
        token.Json.GetProperty("expires_in").GetInt64().ShouldBe(3600);
        token.Has("refresh_token").ShouldBeFalse();
        var introspected = await host.Inner.IntrospectAsync(key, token.Text("access_token"));
        introspected.Text("sub").ShouldBe("id-ada");
        (await host.Inner.UseAsync(token.Text("access_token"), "/read")).Status.ShouldBe(200);
        (await host.Inner.UseAsync(token.Text("access_token"), "/read-orders")).Status.ShouldBe(403);
    }
}
