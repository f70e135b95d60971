using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary>Links lead to the configured host, whatever the request says it was sent to.</summary>
public sealed class HostHeaderTests
{
    private const string Target = OpenverseHost.RegisterPath;

    [Theory]
    [Trait("rfc", "9112-3.2")]
    [InlineData(Target, "Host: evil.example:99\r\n")]
    [InlineData(Target, "Host:\r\n")]
    [InlineData(Target, "Host: api.example.com@evil.example\r\n")]
    [InlineData(Target, "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: javascript\r\n")]
    [InlineData(Target, "Host: evil.example\r\nForwarded: host=evil.example;proto=http\r\n")]
    [InlineData(Target, "Host: evil.example\r\nX-Original-Host: evil.example\r\nX-Forwarded-Prefix: /evil\r\n")]
    [InlineData(Target, "Host: evil.example\r\nX-Original-URL: /evil\r\nX-Rewrite-URL: /evil\r\n")]
    [InlineData("http://evil.example" + Target, "Host: evil.example\r\n")]
    [InlineData("http://evil.example" + Target, "Host: other.example\r\n")]
    [Trait("attack", "26")]
    public async Task A_link_starts_with_the_configured_URL(string target, string headers)
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup => setup.Kestrel = true);
        const string Body = """{"name":"n","description":"d","email":"dev@example.org"}""";

        var reply = await RawHttp.ExchangeAsync(
            "127.0.0.1",
            host.Port,
            $"POST {target} HTTP/1.1\r\n{headers}Content-Type: application/json\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}"
        );
        await host.DeliverAsync();

        if (reply!.Status == 201)
        {
            OpenverseHost.LinkPath(host.Mail.Sent.ShouldHaveSingleItem()).ShouldStartWith(OpenverseHost.VerifyPath);
        }

        reply.Status.ShouldBeOneOf(201, 400);
        host.Mail.Sent.ShouldAllBe(mail => !mail.Body.Contains("evil", StringComparison.Ordinal));
        reply.Headers.ShouldAllBe(field => !field.Value.Contains("evil", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://api.example.com/", "https://api.example.com/v1/auth_tokens/verify/")]
    [InlineData("https://example.com/sub/", "https://example.com/sub/v1/auth_tokens/verify/")]
    public async Task A_slash_at_the_end_of_the_configured_URL_is_not_doubled(string url, string start)
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup =>
            setup.Auth = options => options.PublicBaseUrl = new Uri(url)
        );
        await host.RegisterAsync();

        await host.DeliverAsync();

        host.Mail.Sent[0].Body.ShouldContain("\n" + start);
    }
}
