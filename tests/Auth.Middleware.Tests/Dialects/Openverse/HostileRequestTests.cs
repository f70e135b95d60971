using System.Text;
using System.Text.Json;
using Auth.Rig;
using Auth.TestKit;
using Microsoft.Extensions.Logging;

namespace Auth.Dialects.Openverse;

/// <summary>Every hostile request to every endpoint, over sockets: no 5xx, no hang, the dialect's errors, and service as usual afterwards.</summary>
public sealed class HostileRequestTests(HostileRequestTests.Listener listener)
    : IClassFixture<HostileRequestTests.Listener>
{
    private static readonly string[] Targets =
    [
        "POST " + OpenverseHost.RegisterPath,
        "POST " + OpenverseHost.TokenPath,
        "POST " + OpenverseHost.VerifyPath,
        "GET " + OpenverseHost.VerifyPath + "x/",
        "POST " + OpenverseHost.VerifyPath + "x/",
        "POST " + OpenverseHost.RevokePath,
        "POST " + OpenverseHost.IntrospectPath,
        "GET " + OpenverseHost.KeyInfoPath,
        "POST " + OpenverseHost.TierRequestPath,
    ];

    public static TheoryData<string> Rows => [.. HostileRequests.Names];

    private OpenverseHost Host => listener.Host;

    [Theory]
    [MemberData(nameof(Rows))]
    [Trait("attack", "58")]
    [Trait("attack", "59")]
    public async Task A_hostile_request_is_refused_and_does_no_harm(string row)
    {
        foreach (var target in Targets)
        {
            var (method, path) = (target.Split(' ')[0], target.Split(' ')[1]);

            var reply = await SendAsync(HostileRequests.Compose(row, method, path));

            Check(reply, target);
        }

        await ShouldServeAsync(row);
    }

    [Theory]
    [InlineData("/v1/auth_tokens/verify/%00/")]
    [InlineData("/v1/auth_tokens/verify/%/")]
    [InlineData("/v1/auth_tokens/verify/%zz/")]
    [InlineData("/v1/auth_tokens/verify/%ff%fe/")]
    [InlineData("/v1/auth_tokens/verify/%2e%2e/%2e%2e/")]
    [InlineData("/v1/auth_tokens/verify/a%0d%0aX:h0stile/")]
    [InlineData("/v1/auth_tokens/verify//")]
    [InlineData("//v1//auth_tokens//verify//x")]
    [InlineData("/v1/auth_tokens/verify/x/?h0stile=%00")]
    [InlineData("/v1/auth_tokens/verify/\xff/")]
    [InlineData("/v1/./auth_tokens/x/../verify/h0stile/")]
    [InlineData("*")]
    [Trait("attack", "45")]
    public async Task A_hostile_path_is_refused_and_does_no_harm(string path)
    {
        foreach (var method in (string[])["GET", "POST", "HEAD", "OPTIONS", "H0STILE\u007f", "h0stile"])
        {
            var reply = await SendAsync(
                Encoding.Latin1.GetBytes($"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            );

            reply.ShouldNotBeNull();
            reply.Status.ShouldBeLessThan(500);
            reply.Headers.ShouldAllBe(field => !field.Value.Contains("h0stile", StringComparison.OrdinalIgnoreCase));
        }

        await ShouldServeAsync("path " + path);
    }

    [Fact]
    public async Task A_request_line_that_is_too_long_is_refused()
    {
        var reply = await SendAsync(
            Encoding.Latin1.GetBytes($"GET /v1/auth_tokens/verify/{new string('x', 9_000)} HTTP/1.1\r\nHost: a\r\n\r\n")
        );

        reply.ShouldNotBeNull().Status.ShouldBe(414);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_in_the_middle_is_no_error_of_the_store()
    {
        foreach (var target in Targets)
        {
            await using var connection = await RawHttp.ConnectAsync("127.0.0.1", Host.Port);
            await connection.SendAsync(
                $"{target} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"name\":"
            );
        }

        await ShouldServeAsync("after callers that hung up");
    }

    /// <summary>What may be answered: less than 500; the dialect's JSON, or the server's own bare refusal of what is not HTTP.</summary>
    private void Check(RawHttpResponse? reply, string target)
    {
        reply.ShouldNotBeNull(target);
        reply.Status.ShouldBeLessThan(500, target);
        reply.Text.ShouldNotContain(listener.Registered.Secret);
        foreach (var (_, value) in reply.Headers)
        {
            value.ShouldNotContain(HostileRequests.Canary, Case.Insensitive, target);
            value.All(c => c is >= ' ' and <= '~').ShouldBeTrue(value);
        }

        if (reply.Status < 400 || (reply.Body.IsEmpty && reply.Header("Allow") is null))
        {
            return;
        }

        reply.Header("Content-Type").ShouldBe("application/json", target);
        var body = JsonElement.Parse(reply.Body.Span);
        var names = body.EnumerateObject().Select(member => member.Name).ToList();
        names
            .Any(name =>
                name is "detail" or "error" or "msg" || body.GetProperty(name).ValueKind == JsonValueKind.Array
            )
            .ShouldBeTrue($"{target}: {reply.Text}");
        (reply.Status != 401 || reply.Values("WWW-Authenticate").Any()).ShouldBeTrue(target);
        (reply.Status != 405 || reply.Header("Allow") is not null).ShouldBeTrue(target);
    }

    private Task<RawHttpResponse?> SendAsync(byte[] request) =>
        RawHttp.ExchangeAsync("127.0.0.1", Host.Port, request, TimeSpan.FromSeconds(30));

    /// <summary>The service registers and issues as ever, and has logged no error.</summary>
    private async Task ShouldServeAsync(string name)
    {
        var token = await Host.TokenAsync(await Host.RegisterAsync(name));
        (await Host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(200);
        var errors = Host.Log.From(LogLevel.Error);
        Host.Log.Clear();
        errors.ShouldBeEmpty();
    }

    /// <summary>One host for all rows.</summary>
    public sealed class Listener : IAsyncLifetime
    {
        internal OpenverseHost Host { get; private set; } = null!;

        internal Registered Registered { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await OpenverseHost.StartAsync(configure: setup =>
            {
                setup.Kestrel = true;
                setup.LiftLimits();
                setup.Limits += options => options.Tiers["anonymous"]["burst"] = "off";
                setup.Limits += options => options.Tiers["anonymous"]["sustained"] = "off";
            });
            Registered = await Host.RegisterAsync("Bystander");
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
