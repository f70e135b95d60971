using System.Text.Json;
using System.Text.RegularExpressions;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>What the users' guides of Openverse and of CC Catalog tell, line by line, with curl.</summary>
public sealed partial class WalkthroughTests : IAsyncLifetime
{
    private HostProcess _host = null!;

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Openverse()
    {
        var registered = await CurlAsync(
            """-X POST -H "Content-Type: application/json" -d '{"name": "My project", "description": "To look for images", "email": "me@example.org"}' """
                + "\"$API/v1/auth_tokens/register/\""
        );
        registered.Status.ShouldBe(201);
        Members(registered).ShouldBe(["client_id", "client_secret", "name", "msg"]);
        registered.Header("Content-Type").ShouldBe("application/json");
        registered.Header("Cache-Control").ShouldBe("no-store");
        registered.Header("X-RateLimit-Limit-tenperday").ShouldBe("10/day");
        registered.Header("X-RateLimit-Available-tenperday").ShouldBe("9");

        var token = await CurlAsync(
            $"""-X POST -d "client_id={registered.Text("client_id")}&client_secret={registered.Text(
                "client_secret"
            )}&grant_type=client_credentials" "$API/v1/auth_tokens/token/" """
        );
        var bearer = AssertToken(token);
        await AssertThrottledUntilVerifiedAsync(bearer, "To verify your API credentials");
    }

    [Fact]
    public async Task CC_Catalog()
    {
        var registered = await CurlAsync(
            """-X POST -H "Content-Type: application/json" -d '{"name": "My amazing project", "description": "To access CC Catalog API", "email": "cccatalog-api@creativecommons.org"}' """
                + "$API/v1/auth_tokens/register"
        );
        registered.Status.ShouldBe(201);
        registered.Text("name").ShouldBe("My amazing project");
        var (id, secret) = (registered.Text("client_id"), registered.Text("client_secret"));

        var token = await CurlAsync(
            $"""-X POST -d "client_id={id}&client_secret={secret}&grant_type=client_credentials" $API/v1/auth_tokens/token/"""
        );
        var bearer = AssertToken(token);

        var images = await CurlAsync($"-H \"Authorization: Bearer {bearer}\" $API/v1/images?q=test");
        images.Status.ShouldBe(200);
        images.Header("Content-Type").ShouldBe("application/json");
        images.Header("X-RateLimit-Available-anon_burst").ShouldBe("19");
        await AssertThrottledUntilVerifiedAsync(bearer, "click on the following link");
    }

    [Fact]
    public async Task The_token_endpoint_accepts_forms_only_as_the_guide_says()
    {
        var application = await _host.NewApplicationAsync();

        var json = await CurlAsync(
            $$"""-H "Content-Type: application/json" -d '{"client_id": "{{application.Id}}", "client_secret": "{{application.Secret}}", "grant_type": "client_credentials"}' "$API/v1/auth_tokens/token/" """
        );

        json.Status.ShouldBe(400);
        json.Body.ShouldBe("""{"error":"unsupported_grant_type"}""");
    }

    /// <summary>"Until you email address is verified, the application will be same rate limits as an anonymous user."</summary>
    private async Task AssertThrottledUntilVerifiedAsync(string bearer, string mailText)
    {
        var keyInfo = $"-H \"Authorization: Bearer {bearer}\" \"$API/v1/rate_limit/\"";
        var images = $"-H \"Authorization: Bearer {bearer}\" \"$API/v1/images/\"";
        var before = await CurlAsync(keyInfo);
        before.Json.GetProperty("verified").GetBoolean().ShouldBeFalse();
        var throttled = await CurlAsync(images);
        throttled.Header("X-RateLimit-Limit-anon_burst").ShouldBe("20/min");
        throttled.Header("X-RateLimit-Limit-anon_sustained").ShouldBe("200/day");
        var anonymous = await CurlAsync("\"$API/v1/images/\"");
        Available(anonymous)
            .ShouldBe(Available(throttled) - 1, "an unverified application shares the limit of its address");

        var mail = await _host.Mail.NextAsync(TimeSpan.FromSeconds(30));
        mail.Subject.ShouldBe("Verify your API credentials");
        mail.MediaType.ShouldBe("text/plain");
        mail.Body.ShouldStartWith("\n");
        mail.Body.ShouldContain(mailText);
        mail.Body.ShouldContain("If you believe you received this message in error, please disregard it.");
        var link = mail.Links.ShouldHaveSingleItem();
        link.AbsoluteUri.ShouldStartWith($"{_host.Address}v1/auth_tokens/verify/auth_vc_");

        var verified = await CurlAsync($"\"{link}\"");
        verified.Status.ShouldBe(200);
        verified.Body.ShouldBe("""{"msg":"Successfully verified email. Your OAuth2 credentials are now active."}""");
        (await CurlAsync($"\"{link}\"")).Status.ShouldBe(200, "mail scanners follow links before people do");

        var free = await CurlAsync(images);
        free.Status.ShouldBe(200);
        free.Header("X-RateLimit-Limit-oauth2_client_credentials_burst").ShouldBe("100/min");
        free.Header("X-RateLimit-Available-oauth2_client_credentials_burst").ShouldBe("99");
        free.Header("X-RateLimit-Limit-oauth2_client_credentials_sustained").ShouldBe("10000/day");
        free.Header("X-RateLimit-Available-oauth2_client_credentials_sustained").ShouldBe("9999");
        free.Headers.Keys.ShouldNotContain(name => name.Contains("anon_", StringComparison.Ordinal));

        var after = await CurlAsync(keyInfo);
        after.Body.ShouldStartWith(
            """{"requests_this_minute":1,"requests_today":1,"rate_limit_model":"standard","verified":true,"limits":{"burst":"100/min","sustained":"10000/day"},"remaining":{"burst":99,"sustained":9999},"reset":{"burst":"""
        );
    }

    private static string AssertToken(Reply token)
    {
        token.Status.ShouldBe(200, token.Body);
        token.Header("Content-Type").ShouldBe("application/json");
        token.Header("Cache-Control").ShouldBe("no-store");
        Members(token).ShouldBe(["access_token", "scope", "expires_in", "token_type"]);
        token.Text("scope").ShouldBe("read write groups");
        token.Json.GetProperty("expires_in").GetInt32().ShouldBe(36000);
        token.Text("token_type").ShouldBe("Bearer");
        return token.Text("access_token");
    }

    private static int Available(Reply reply) =>
        int.Parse(reply.Header("X-RateLimit-Available-anon_burst"), System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Members(Reply reply) =>
        reply.Json.ValueKind == JsonValueKind.Object
            ? [.. reply.Json.EnumerateObject().Select(member => member.Name)]
            : [];

    /// <summary>Runs curl with arguments as a shell reads them; <c>$API</c> is the host's address.</summary>
    private async Task<Reply> CurlAsync(string arguments)
    {
        var output = await Shell.RunAsync(
            $"API={_host.Address.AbsoluteUri.TrimEnd('/')}; curl -sS -i --max-time 30 {arguments}",
            _host.DataDirectory
        );
        var parts = output.Split("\r\n\r\n", 2);
        var headers = parts[0].Split("\r\n");
        return new Reply(
            int.Parse(
                StatusLine().Match(headers[0]).Groups["code"].Value,
                System.Globalization.CultureInfo.InvariantCulture
            ),
            parts[1],
            headers
                .Skip(1)
                .Select(line => line.Split(": ", 2))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase)
        );
    }

    [GeneratedRegex(@"^HTTP/1\.1 (?<code>\d{3}) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusLine();
}
