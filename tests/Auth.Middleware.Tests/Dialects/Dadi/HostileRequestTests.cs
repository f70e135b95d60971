using System.Text;
using System.Text.Json;
using Auth.Dialects.Openverse;
using Auth.TestKit;
using Microsoft.Extensions.Logging;

namespace Auth.Dialects.Dadi;

/// <summary>Every hostile request to every endpoint, over sockets: no 5xx, no hang, the dialect's errors, and service as usual afterwards.</summary>
public sealed class HostileRequestTests(HostileRequestTests.Listener listener)
    : IClassFixture<HostileRequestTests.Listener>
{
    private static readonly string[] Open = ["POST /token", "POST /api/reset", "GET /api/clients"];

    private static readonly string[] Managed =
    [
        "POST /api/clients",
        "PUT /api/clients/ada",
        "POST /api/clients/ada/roles",
        "PUT /api/roles/reader/resources/clients",
        "POST /api/keys",
    ];

    public static TheoryData<string> Rows => [.. HostileRequests.Names];

    private DadiHost Host => listener.Host;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_hostile_request_is_refused_and_does_no_harm(string row)
    {
        foreach (var target in Open.Concat(Managed))
        {
            var request = HostileRequests.Compose(row, target.Split(' ')[0], target.Split(' ')[1]);

            Check(await SendAsync(Managed.Contains(target) ? Authorize(request) : request), target);
        }

        await ShouldServeAsync();
    }

    [Theory]
    [InlineData("/api/clients/%00")]
    [InlineData("/api/clients/%01/roles/%1f")]
    [InlineData("/api/clients/%/keys")]
    [InlineData("/api/clients/%zz/resources/%ff%fe")]
    [InlineData("/api/clients/%2e%2e/%2e%2e/")]
    [InlineData("/api/clients/a%0d%0aX:h0stile")]
    [InlineData("/api/clients//roles//x")]
    [InlineData("/api/roles/%2Fetc%2Fpasswd/resources/'%20OR%201=1")]
    [InlineData("/api/keys/%F0%9F%98%80/resources/%E2%80%AE")]
    [InlineData("/api/reset/%00")]
    [InlineData("/token/../token/h0stile")]
    [InlineData("/api/v1/h0stile")]
    public async Task A_hostile_path_is_refused_and_does_no_harm(string path)
    {
        foreach (var method in (string[])["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "h0stile"])
        {
            var reply = await SendAsync(
                Encoding.Latin1.GetBytes(
                    $"{method} {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {Host.Root}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
            );

            reply.ShouldNotBeNull();
            reply.Status.ShouldBeLessThan(500);
            reply.Headers.ShouldAllBe(field => !field.Value.Contains("h0stile", StringComparison.OrdinalIgnoreCase));
        }

        await ShouldServeAsync();
    }

    [Theory]
    [InlineData("""{"data":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":{"j":{"k":1}}}}}}}}}}}}""")]
    [InlineData("""{"data":{"\u0000":"\u0000"}}""")]
    [InlineData("""{"data":{"n":1e999999,"m":-0.0,"z":123456789012345678901234567890}}""")]
    [InlineData("""{"data":{"__proto__":{"admin":true},"constructor":1,"😀":"<script>"}}""")]
    public async Task Odd_data_comes_back_as_it_was_sent(string body)
    {
        var reply = await Host.PutAsync("/api/clients/ada", body, Host.Root);

        reply.Status.ShouldBeOneOf(200, 400);
        (await Host.GetAsync("/api/clients/ada", Host.Root)).Status.ShouldBe(200);
        if (reply.Status == 200)
        {
            var data = reply.Json.GetProperty("results")[0].GetProperty("data");
            foreach (var member in JsonElement.Parse(body).GetProperty("data").EnumerateObject())
            {
                data.GetProperty(member.Name).GetRawText().ShouldBe(member.Value.GetRawText());
            }
        }
    }

    /// <summary>What may be answered: less than 500; the dialect's JSON, nothing, or the server's own bare refusal of what is not HTTP.</summary>
    private static void Check(RawHttpResponse? reply, string target)
    {
        reply.ShouldNotBeNull(target);
        // 503 would be a full line of slow hashes; nothing here is that fast.
        reply.Status.ShouldBeLessThan(500, target);
        foreach (var (name, value) in reply.Headers)
        {
            value.All(c => c is >= ' ' and <= '~').ShouldBeTrue(value);
            // An origin is reflected, and nothing else.
            (
                name.Equals("Access-Control-Allow-Origin", StringComparison.OrdinalIgnoreCase)
                || !value.Contains(HostileRequests.Canary, StringComparison.OrdinalIgnoreCase)
            ).ShouldBeTrue(target);
        }

        if (reply.Body.IsEmpty)
        {
            return;
        }

        reply.Header("Content-Type").ShouldBe("application/json", target);
        JsonElement.Parse(reply.Body.Span).ValueKind.ShouldBe(JsonValueKind.Object);
        (reply.Status != 401 || reply.Values("WWW-Authenticate").Any()).ShouldBeTrue(target);
    }

    /// <summary>The same request from somebody who may do anything, unless it has a header of its own.</summary>
    private byte[] Authorize(byte[] request)
    {
        var text = Encoding.Latin1.GetString(request);
        var line = text.IndexOf("\r\n", StringComparison.Ordinal) + 2;
        return text.Contains("Authorization:", StringComparison.Ordinal)
            ? request
            : Encoding.Latin1.GetBytes(text.Insert(line, $"Authorization: Bearer {Host.Root}\r\n"));
    }

    private Task<RawHttpResponse?> SendAsync(byte[] request) =>
        RawHttp.ExchangeAsync("127.0.0.1", Host.Port, request, TimeSpan.FromSeconds(30));

    /// <summary>The service goes on as ever, and has logged no error.</summary>
    private async Task ShouldServeAsync()
    {
        (await Host.GetAsync("/api/client", Host.Root)).Status.ShouldBe(200);
        (await Host.RequestTokenAsync(DadiHost.RootId, DadiHost.RootSecret)).Status.ShouldBe(200);
        var errors = Host.Log.From(LogLevel.Error);
        Host.Log.Clear();
        errors.ShouldBeEmpty();
    }

    /// <summary>One host for all rows.</summary>
    public sealed class Listener : IAsyncLifetime
    {
        internal DadiHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await DadiHost.StartAsync(
                kestrel: true,
                auth: options =>
                    (options.FailedAuthentication.PerClient, options.FailedAuthentication.PerAddress) = (
                        "1000000/s",
                        "1000000/s"
                    )
            );
            await Host.NewRoleAsync("reader");
            await Host.NewClientAsync("ada");
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
