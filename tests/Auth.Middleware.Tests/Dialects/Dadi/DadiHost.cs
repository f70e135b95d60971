using System.Net;
using System.Text;
using System.Text.Json;
using Auth.Mail;
using Auth.Maintenance;
using Auth.RateLimiting;
using Auth.Rig;
using Auth.Storage;
using Auth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Dadi;

/// <summary>A host of the DADI dialect with a super user, quick hashes, no limits, and resources of its own under <c>/things</c>.</summary>
internal sealed class DadiHost : IAsyncDisposable
{
    public const string RootId = "testClient";
    public const string RootSecret = "superSecret";
    public const string Things = "collection:v1_things";
    public const string AddressHeader = "X-Test-Address";

    private readonly WebApplication _app;
    private readonly TestStore _store;

    private DadiHost(WebApplication app, ManualTimeProvider clock, LogRecorder log, TestStore store) =>
        (_app, Clock, Log, _store) = (app, clock, log, store);

    public ManualTimeProvider Clock { get; }

    public LogRecorder Log { get; }

    public IServiceProvider Services => _app.Services;

    public int Port => new Uri(_app.Urls.Single()).Port;

    private string TokenPath => Services.GetRequiredService<IOptions<DadiOptions>>().Value.TokenPath;

    /// <summary>A token of the super user.</summary>
    public string Root { get; private set; } = "";

    public static async Task<DadiHost> StartAsync(
        StoreKind store = StoreKind.Memory,
        Action<ClientCredentialsAuthBuilder>? builder = null,
        Action<DadiOptions>? dadi = null,
        Action<ClientCredentialsAuthOptions>? auth = null,
        bool kestrel = false,
        string? file = null
    )
    {
        var data = file is null ? await TestStore.CreateAsync(store) : TestStore.InFile(file);
        var (clock, log) = (new ManualTimeProvider(), new LogRecorder());
        var app = Build(clock, log, data, builder, dadi, auth, kestrel);
        await app.StartAsync();
        var host = new DadiHost(app, clock, log, data);
        host.Root = await host.TokenAsync(RootId, RootSecret);
        return host;
    }

    public HttpClient Client =>
        field ??=
            _app.Services.GetService<Microsoft.AspNetCore.Hosting.Server.IServer>() is TestServer
                ? _app.GetTestClient()
                : new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };

    public async Task<WireReply> SendAsync(
        string method,
        string path,
        string? token = null,
        HttpContent? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path) { Content = body };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return await WireReply.ReadAsync(response);
    }

    public Task<WireReply> GetAsync(string path, string? token = null) => SendAsync("GET", path, token);

    public Task<WireReply> DeleteAsync(string path, string? token = null) => SendAsync("DELETE", path, token);

    public Task<WireReply> PostAsync(string path, string json, string? token = null) =>
        SendAsync("POST", path, token, Json(json));

    public Task<WireReply> PutAsync(string path, string json, string? token = null) =>
        SendAsync("PUT", path, token, Json(json));

    public Task<WireReply> RequestTokenAsync(string id, string secret, string address = "192.0.2.1") =>
        SendAsync(
            "POST",
            TokenPath,
            body: Json($$"""{"clientId":{{Quote(id)}},"secret":{{Quote(secret)}}}"""),
            headers: (AddressHeader, address)
        );

    public async Task<string> TokenAsync(string id, string secret)
    {
        var reply = await RequestTokenAsync(id, secret);
        reply.Status.ShouldBe(200, reply.Body);
        return reply.Text("accessToken");
    }

    /// <summary>Makes a client with secret <c>s</c> and returns its token.</summary>
    public async Task<string> NewClientAsync(string id, string more = "")
    {
        (
            await PostAsync("/api/clients", $$"""{"clientId":{{Quote(id)}},"secret":"s"{{more}}}""", Root)
        ).Status.ShouldBe(201);
        return await TokenAsync(id, "s");
    }

    /// <summary>Makes a role.</summary>
    public async Task NewRoleAsync(string name, string more = "")
    {
        var reply = await PostAsync("/api/roles", $$"""{"name":{{Quote(name)}}{{more}}}""", Root);
        reply.Status.ShouldBe(201, reply.Body);
    }

    public static StringContent Json(string json)
    {
        var content = new StringContent(json, Encoding.UTF8);
        content.Headers.ContentType = new("application/json");
        return content;
    }

    public static ByteArrayContent Raw(string body, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return content;
    }

    /// <summary>A matrix as it is shown: all seven types, these of them on.</summary>
    public static string Matrix(params string[] on) =>
        "{"
        + string.Join(
            ',',
            ((string[])["delete", "deleteOwn", "create", "read", "readOwn", "update", "updateOwn"]).Select(type =>
                $"\"{type}\":{(on.Contains(type) ? "true" : "false")}"
            )
        )
        + "}";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private static WebApplication Build(
        ManualTimeProvider clock,
        LogRecorder log,
        TestStore data,
        Action<ClientCredentialsAuthBuilder>? configure,
        Action<DadiOptions>? dadi,
        Action<ClientCredentialsAuthOptions>? auth,
        bool kestrel
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        _ = kestrel ? builder.WebHost.UseUrls("http://127.0.0.1:0") : builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(clock);
        var library = builder
            .Services.AddClientCredentialsAuth(options =>
            {
                options.PublicBaseUrl = new Uri("https://api.example.com");
                options.ImportedSecrets.Iterations = 1_000;
                auth?.Invoke(options);
            })
            .AddAccessResource(Things, "Things")
            .AddDadiDialect(options =>
            {
                options.Admin.ClientId = RootId;
                options.Admin.Secret = RootSecret;
                options.Admin.AccessType = ClientAccessType.SuperUser;
                dadi?.Invoke(options);
            });
        builder.Services.Configure<RateLimitingOptions>(Lift);
        data.Use(library);
        configure?.Invoke(library);
        Workers.RunByHand(builder.Services);
        return Map(builder.Build());
    }

    private static void Lift(RateLimitingOptions options)
    {
        options.Policies["token"] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "off" };
        foreach (var tier in options.Tiers.Values)
        {
            tier.Clear();
        }
    }

    private static WebApplication Map(WebApplication app)
    {
        app.Use(
            (context, next) =>
            {
                if (IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address))
                {
                    context.Connection.RemoteIpAddress = address;
                }

                return next(context);
            }
        );
        app.UseClientCredentialsAuth();
        app.MapGet("/private", () => "private").RequireScope().WithDadiDialect();
        app.MapGet("/things", () => "all things").RequireResource(Things, Access.Read).WithDadiDialect();
        app.MapGet("/some-things", Show).RequireResource(Things, Access.Read, allowLimited: true).WithDadiDialect();
        app.MapGet("/plain-things", () => "things").RequireResource(Things, Access.Update);
        app.MapGet("/hello", () => "Welcome").WithDadiDialect();
        return app;
    }

    private static string Show(HttpContext context)
    {
        var rule = context.GetResourceAccess()[Access.Read]!;
        return $"{rule.Filter ?? "all"} {rule.Fields ?? "all"}";
    }
}
