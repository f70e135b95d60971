using System.Collections.Immutable;
using System.Net;
using Auth.Credentials;
using Auth.Storage;
using Auth.TestKit;
using Auth.Token;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Pipeline;

/// <summary>A host with the library mounted, its clock in the test's hands; in memory, or on Kestrel where connections matter.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    /// <summary>A header that sets the address a request in memory seems to come from.</summary>
    public const string AddressHeader = "Test-Address";

    private readonly WebApplication _app;

    private PipelineHost(WebApplication app, ManualTimeProvider time, LogLines log)
    {
        (_app, Time, Log) = (app, time, log);
    }

    /// <summary>The clock of the host; it stands still.</summary>
    public ManualTimeProvider Time { get; }

    /// <summary>What the host logged.</summary>
    public LogLines Log { get; }

    public IServiceProvider Services => _app.Services;

    public IConfigurationRoot Configuration => (IConfigurationRoot)_app.Configuration;

    public TestServer Server => _app.GetTestServer();

    /// <summary>Sends requests; follows nothing, keeps nothing.</summary>
    public HttpClient Http { get; private set; } = null!;

    public static async Task<PipelineHost> StartAsync(PipelineSetup setup)
    {
        var host = Build(setup);
        try
        {
            await host._app.StartAsync();
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        host.Http = setup.UsesKestrel ? new HttpClient { BaseAddress = new Uri(host._app.Urls.First()) } : NewClient();
        return host;

        HttpClient NewClient() => host._app.GetTestClient();
    }

    /// <summary>Starts a host with endpoints and settings only.</summary>
    public static Task<PipelineHost> StartAsync(
        Action<WebApplication> map,
        params (string Key, string? Value)[] settings
    ) => StartAsync(new PipelineSetup { Map = map, Settings = settings.ToDictionary(s => s.Key, s => s.Value) });

    /// <summary>Changes configuration as an edit of a file would.</summary>
    public void Edit(params (string Key, string? Value)[] settings)
    {
        foreach (var (key, value) in settings)
        {
            _app.Configuration[key] = value;
        }

        Configuration.Reload();
    }

    /// <summary>Stores a client and issues it a token.</summary>
    public async Task<Caller> RegisterAsync(
        string tier = "standard",
        string[]? scopes = null,
        bool verified = true,
        ImmutableDictionary<string, string>? limits = null,
        TimeSpan? lifetime = null
    )
    {
        var secret = Services.GetRequiredService<CredentialFormat>().Create(CredentialKind.ClientSecret);
        var id = Base62.Random(32);
        var client = new Client
        {
            Id = id,
            Name = $"App {id}",
            NormalizedName = $"app {id}".ToLowerInvariant(),
            Tier = tier,
            Limits = limits ?? ImmutableDictionary<string, string>.Empty,
            Verified = verified,
            Scopes = [.. scopes ?? []],
            GrantTypes = ["client_credentials"],
            Secrets = [new ClientSecret("first", CredentialHash.OfSecret(secret), Time.GetUtcNow(), ExpiresAt: null)],
            CreatedAt = Time.GetUtcNow(),
        };
        await Services.GetRequiredService<IClientStore>().AddAsync(client, null, Time.GetUtcNow(), default);
        return new Caller(client, secret, await IssueAsync(client, lifetime));
    }

    /// <summary>Issues another token to a client, for all its scopes.</summary>
    public async Task<string> IssueAsync(Client client, TimeSpan? lifetime = null)
    {
        var issuer = Services.GetRequiredService<TokenIssuer>();
        var issued = await issuer.IssueAsync(client, client.Scopes, lifetime ?? TimeSpan.FromHours(1), default);
        return ((IssueOutcome.Issued)issued).Token.Token;
    }

    /// <summary>Sends a GET, with a token or without.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? token = null, string? from = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        if (from is not null)
        {
            request.Headers.Add(AddressHeader, from);
        }

        return Http.SendAsync(request);
    }

    /// <summary>The status of a GET.</summary>
    public async Task<int> StatusAsync(string path, string? token = null, string? from = null)
    {
        using var response = await GetAsync(path, token, from);
        return (int)response.StatusCode;
    }

    public async Task StopAsync() => await _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await _app.DisposeAsync();
    }

    private static PipelineHost Build(PipelineSetup setup)
    {
        var time = new ManualTimeProvider();
        var log = new LogLines();
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = setup.Environment }
        );
        builder.Configuration.AddInMemoryCollection(setup.Settings);
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(time);
        setup.Services(builder.Services);
        setup.Auth(builder.Services.AddClientCredentialsAuth(setup.Scheme, static _ => { }));
        if (setup.UsesKestrel)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        var app = builder.Build();
        if (!setup.UsesKestrel)
        {
            app.Use(
                (context, next) =>
                {
                    var address = context.Request.Headers[AddressHeader].ToString();
                    context.Connection.RemoteIpAddress = IPAddress.Parse(address.Length == 0 ? "192.0.2.1" : address);
                    return next(context);
                }
            );
        }

        setup.Before(app);
        setup.Mount(app);
        setup.Map(app);
        return new PipelineHost(app, time, log);
    }
}

/// <summary>A registered client, its secret and one of its tokens.</summary>
internal sealed record Caller(Client Client, string Secret, string Token);
