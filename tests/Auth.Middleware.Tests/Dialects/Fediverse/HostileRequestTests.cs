using System.Text;
using System.Text.Json;
using Auth.Dialects.Openverse;
using Auth.Rig;
using Auth.TestKit;
using Microsoft.Extensions.Logging;

namespace Auth.Dialects.Fediverse;

/// <summary>Every hostile request to every endpoint of both dialects, over sockets: no 5xx, no hang, their errors, and service as usual afterwards.</summary>
public sealed class HostileRequestTests(HostileRequestTests.Listener listener)
    : IClassFixture<HostileRequestTests.Listener>
{
    private const string Social = FediverseHost.GoToSocial;

    private static readonly string[] Targets =
    [
        "POST /api/v1/apps",
        "GET /api/v1/apps/verify_credentials",
        "GET /api/v1/accounts/verify_credentials",
        "GET /api/v1/instance",
        "POST /oauth/token",
        "POST /oauth/revoke",
        "POST /oauth/introspect",
        "GET /oauth/token/info",
        "GET /oauth/authorize",
        "GET /oauth/userinfo",
        "GET /.well-known/oauth-authorization-server",
        $"POST {Social}/api/v1/apps",
        $"GET {Social}/api/v1/apps/x",
        $"GET {Social}/api/v1/tokens",
        $"POST {Social}/oauth/token",
        $"POST {Social}/oauth/revoke",
        $"GET {Social}/oauth/authorize",
        $"GET {Social}/nothing/here",
    ];

    public static TheoryData<string> Rows => [.. HostileRequests.Names];

    private FediverseHost Host => listener.Host;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_hostile_request_is_refused_and_does_no_harm(string row)
    {
        foreach (var target in Targets)
        {
            var (method, path) = (target.Split(' ')[0], target.Split(' ')[1]);

            var reply = await SendAsync(HostileRequests.Compose(row, method, path));

            Check(reply, target);
        }

        await ShouldServeAsync();
    }

    [Theory]
    [InlineData("client_id=%00")]
    [InlineData("client_id=%ff%fe")]
    [InlineData("client_id=%zz")]
    [InlineData("client_id=a&client_id=h0stile")]
    [InlineData("redirect_uri=h0stile%0d%0aX:1")]
    [InlineData("access_token=%00h0stile&bearer_token=%22")]
    [InlineData("scope=h0stile%22%5c&state=%e2%80%ae")]
    [InlineData("[]=h0stile&a[b]=c&=&&")]
    public async Task A_hostile_query_is_refused_and_does_no_harm(string query)
    {
        foreach (var target in Targets)
        {
            var reply = await SendAsync(
                Encoding.Latin1.GetBytes(
                    $"{target}?{query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                )
            );

            // A visitor who is not signed in comes back to the address they opened.
            if (reply?.Status != 302)
            {
                Check(reply, target);
            }
        }

        await ShouldServeAsync();
    }

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

        if (
            reply.Status < 400
            || reply.Body.IsEmpty
            || reply.Header("Content-Type")!.StartsWith("text/", StringComparison.Ordinal)
        )
        {
            return;
        }

        reply.Header("Content-Type")!.ShouldStartWith("application/json", Case.Sensitive, target);
        JsonElement.Parse(reply.Body.Span).TryGetProperty("error", out _).ShouldBeTrue($"{target}: {reply.Text}");
        (reply.Status != 401 || reply.Values("WWW-Authenticate").Any()).ShouldBeTrue(target);
    }

    private Task<RawHttpResponse?> SendAsync(byte[] request) =>
        RawHttp.ExchangeAsync("127.0.0.1", Host.Port, request, TimeSpan.FromSeconds(30));

    /// <summary>The service registers and issues as ever, and has logged no error.</summary>
    private async Task ShouldServeAsync()
    {
        foreach (var pathBase in (string[])["", Social])
        {
            var token = await Host.TokenAsync(await Host.RegisterAsync(pathBase), pathBase);
            (
                await Host.GetAsync(pathBase + "/api/v1/apps/verify_credentials", FediverseHost.Bearer(token))
            ).Status.ShouldBe(200);
        }

        var errors = Host.Log.From(LogLevel.Error);
        Host.Log.Clear();
        errors.ShouldBeEmpty();
    }

    /// <summary>One host for all rows.</summary>
    public sealed class Listener : IAsyncLifetime
    {
        internal FediverseHost Host { get; private set; } = null!;

        internal Registered Registered { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await FediverseHost.StartAsync(setup =>
            {
                setup.Kestrel = true;
                setup.LiftLimits();
            });
            Registered = await Host.RegisterAsync();
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
