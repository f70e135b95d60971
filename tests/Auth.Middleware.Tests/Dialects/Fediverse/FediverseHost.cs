using System.Net;
using System.Text;
using System.Text.Json;
using Auth.Authorization;
using Auth.Maintenance;
using Auth.RateLimiting;
using Auth.Rig;
using Auth.TestKit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Dialects.Fediverse;

/// <summary>A host with Mastodon at its root and GoToSocial below <c>/gotosocial</c>, on a clock of the test's own.</summary>
internal sealed class FediverseHost : IAsyncDisposable
{
    /// <summary>What absolute URLs start with.</summary>
    public const string PublicBase = "https://social.example";

    /// <summary>Where the second dialect is.</summary>
    public const string GoToSocial = "/gotosocial";

    /// <summary>The header that says where a request comes from.</summary>
    public const string AddressHeader = "X-Test-Address";

    private const string RawPrefix = "X-Raw-";

    private readonly WebApplication _app;
    private readonly TestStore _store;
    private readonly bool _listens;
    private HttpClient? _client;

    private FediverseHost(WebApplication app, ManualTimeProvider clock, TestStore store, LogRecorder log, bool listens)
    {
        _app = app;
        _store = store;
        _listens = listens;
        Clock = clock;
        Log = log;
    }

    public ManualTimeProvider Clock { get; }

    public LogRecorder Log { get; }

    public IServiceProvider Services => _app.Services;

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>A client that follows no redirects.</summary>
    public HttpClient Client =>
        _client ??= _listens
            ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            {
                BaseAddress = new Uri($"http://127.0.0.1:{Port}"),
            }
            : _app.GetTestClient();

    /// <summary>Starts a host on a new store.</summary>
    public static async Task<FediverseHost> StartAsync(
        Action<FediverseSetup>? configure = null,
        StoreKind store = StoreKind.Memory
    )
    {
        var setup = new FediverseSetup();
        configure?.Invoke(setup);
        var data = await TestStore.CreateAsync(store);
        var clock = new ManualTimeProvider();
        var log = new LogRecorder();
        var host = new FediverseHost(Build(setup, clock, log, data), clock, data, log, setup.Kestrel);
        await host._app.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    /// <summary>Sends a request; headers are taken as they are.</summary>
    public async Task<WireReply> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(_listens ? name : RawPrefix + name, value);
        }

        using var response = await Client.SendAsync(request);
        return await WireReply.ReadAsync(response);
    }

    public Task<WireReply> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync(HttpMethod.Get, path, content: null, headers);

    public Task<WireReply> PostAsync(string path, params IEnumerable<(string Name, string Value)> form) =>
        SendAsync(HttpMethod.Post, path, Form(form));

    public Task<WireReply> PostJsonAsync(string path, string json, params IEnumerable<(string, string)> headers) =>
        SendAsync(HttpMethod.Post, path, Raw(json, "application/json"), headers);

    /// <summary>Registers an application as the guides do.</summary>
    public async Task<Registered> RegisterAsync(
        string pathBase = "",
        string scopes = "read write push",
        string redirectUris = "urn:ietf:wg:oauth:2.0:oob",
        string name = "Test Application"
    )
    {
        var reply = await PostAsync(
            pathBase + "/api/v1/apps",
            ("client_name", name),
            ("redirect_uris", redirectUris),
            ("scopes", scopes),
            ("website", "https://myapp.example")
        );
        reply.Status.ShouldBe(200, reply.Body);
        return new Registered(reply.Text("client_id"), reply.Text("client_secret"));
    }

    /// <summary>Asks for a token of the application's own.</summary>
    public Task<WireReply> RequestTokenAsync(
        Registered registered,
        string pathBase = "",
        params IEnumerable<(string Name, string Value)> more
    ) => PostAsync(pathBase + "/oauth/token", [("grant_type", "client_credentials"), .. registered.Form, .. more]);

    /// <summary>Gets a token of the application's own.</summary>
    public async Task<string> TokenAsync(
        Registered registered,
        string pathBase = "",
        params IEnumerable<(string Name, string Value)> more
    )
    {
        var reply = await RequestTokenAsync(registered, pathBase, more);
        reply.Status.ShouldBe(200, reply.Body);
        return reply.Text("access_token");
    }

    public static (string Name, string Value) Bearer(string token) => ("Authorization", "Bearer " + token);

    public static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> form) =>
        new(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public static MultipartFormDataContent Multipart(params IEnumerable<(string Name, string Value)> form)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in form)
        {
            content.Add(new StringContent(value), name);
        }

        return content;
    }

    /// <summary>A body of exactly these characters under exactly this content type.</summary>
    public static ByteArrayContent Raw(string body, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return content;
    }

    /// <summary>The members of a body, in order.</summary>
    public static string[] Members(WireReply reply) => [.. reply.Json.EnumerateObject().Select(member => member.Name)];

    /// <summary>The texts of an array.</summary>
    public static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static WebApplication Build(FediverseSetup setup, ManualTimeProvider clock, LogRecorder log, TestStore data)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        _ = setup.Kestrel ? builder.WebHost.UseUrls("http://127.0.0.1:0") : builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(clock);
        var auth = builder
            .Services.AddClientCredentialsAuth(options => options.PublicBaseUrl = new Uri(setup.PublicBase))
            .AddMastodonDialect(setup.Mastodon)
            .AddGoToSocialDialect(options =>
            {
                options.PathBase = GoToSocial;
                setup.GoToSocial(options);
            });
        builder.Services.Configure(setup.Limits);
        data.Use(auth);
        if (setup.Users)
        {
            auth.AddAuthorizationCode(options => options.SignInScheme = TestSignIn.Scheme);
            builder
                .Services.AddAuthentication()
                .AddScheme<AuthenticationSchemeOptions, TestSignIn>(TestSignIn.Scheme, configureOptions: null);
        }

        setup.Builder(auth);
        Workers.RunByHand(builder.Services);
        var app = builder.Build();
        app.Use(Unwrap);
        app.UseRouting();
        setup.Before(app);
        app.UseClientCredentialsAuth();
        setup.Map(app);
        return app;
    }

    /// <summary>In memory, headers that the client knows would be tidied up on their way.</summary>
    private static Task Unwrap(HttpContext context, RequestDelegate next)
    {
        foreach (var (name, value) in context.Request.Headers.ToList())
        {
            if (name.StartsWith(RawPrefix, StringComparison.Ordinal))
            {
                context.Request.Headers[name[RawPrefix.Length..]] = value;
                context.Request.Headers.Remove(name);
            }
        }

        if (IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address))
        {
            context.Connection.RemoteIpAddress = address;
        }

        return next(context);
    }
}

/// <summary>How a test wants its host; everything left alone is as shipped.</summary>
internal sealed class FediverseSetup
{
    public string PublicBase { get; set; } = FediverseHost.PublicBase;

    public Action<Mastodon.MastodonOptions> Mastodon { get; set; } = static _ => { };

    public Action<GoToSocial.GoToSocialOptions> GoToSocial { get; set; } = static _ => { };

    public Action<RateLimitingOptions> Limits { get; set; } = static _ => { };

    /// <summary>Adds to the library's builder at last, such as a store of the test's own.</summary>
    public Action<ClientCredentialsAuthBuilder> Builder { get; set; } = static _ => { };

    /// <summary>Adds middleware in front.</summary>
    public Action<WebApplication> Before { get; set; } = static _ => { };

    /// <summary>Adds endpoints of the host's own.</summary>
    public Action<WebApplication> Map { get; set; } = static _ => { };

    /// <summary>Whether users approve applications.</summary>
    public bool Users { get; set; } = true;

    /// <summary>Whether it listens on a loopback port rather than in memory.</summary>
    public bool Kestrel { get; set; }

    /// <summary>Lifts all limits, for tests that are about something else.</summary>
    public void LiftLimits() =>
        Limits += options =>
        {
            foreach (var policy in (string[])["app-registration", "fediverse-api", "token", "authorize"])
            {
                options.Policies[policy] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "off" };
            }
        };
}

/// <summary>One host without limits for the tests of a class.</summary>
public sealed class OpenFediverse : IAsyncLifetime
{
    internal FediverseHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await FediverseHost.StartAsync(setup => setup.LiftLimits());

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
