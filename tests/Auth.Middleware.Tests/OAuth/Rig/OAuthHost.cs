using System.Net;
using Auth.Mail;
using Auth.Maintenance;
using Auth.RateLimiting;
using Auth.Rig;
using Auth.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.OAuth;

/// <summary>A host of the standard endpoints on a clock and a mail server of the test's own.</summary>
/// <remarks>
/// A request comes from the address in <c>X-Test-Address</c>. <c>/any</c>, <c>/read</c> and <c>/read-orders</c> stand for the host's resources.
/// </remarks>
internal sealed partial class OAuthHost : IAsyncDisposable
{
    /// <summary>The issuer.</summary>
    public const string Issuer = "https://auth.example.com";

    /// <summary>The header that says where a request comes from.</summary>
    public const string AddressHeader = "X-Test-Address";

    /// <summary>The operator API.</summary>
    public const string Admin = "/auth/admin";

    private readonly WebApplication _app;
    private readonly TestStore _store;

    private OAuthHost(WebApplication app, ManualTimeProvider clock, TestStore store)
    {
        _app = app;
        _store = store;
        Clock = clock;
    }

    /// <summary>The host's clock.</summary>
    public ManualTimeProvider Clock { get; }

    /// <summary>A client that follows no redirects.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The mails that were sent.</summary>
    public MailSink Mail => Of<MailSink>();

    /// <summary>A service of the host.</summary>
    public T Of<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts a host on a new store.</summary>
    public static async Task<OAuthHost> StartAsync(Action<OAuthSetup>? configure = null)
    {
        var setup = new OAuthSetup();
        configure?.Invoke(setup);
        var store = await TestStore.CreateAsync(setup.Store);
        var clock = new ManualTimeProvider();
        var host = new OAuthHost(Build(setup, clock, store), clock, store);
        await host._app.StartAsync();
        host.Client = host._app.GetTestClient();
        return host;
    }

    /// <summary>Sends all mail that is due.</summary>
    public async Task DeliverAsync()
    {
        while (await Of<MailDispatcher>().DispatchAsync(CancellationToken.None) > 0) { }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static WebApplication Build(OAuthSetup setup, ManualTimeProvider clock, TestStore store)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = setup.Environment }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<MailSink>();
        builder.Services.AddSingleton<IEmailSender>(provider => provider.GetRequiredService<MailSink>());
        builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireAssertion(_ => true));
        setup.Services(builder.Services);
        var auth = builder.Services.AddClientCredentialsAuth(options =>
        {
            options.PublicBaseUrl = new Uri(Issuer);
            setup.Auth(options);
        });
        auth.AddScope("read", "Read").AddScope("write", "Write").AddScope("admin:write", "Administer");
        builder.Services.Configure<RateLimitingOptions>(Lift).Configure(setup.Limits);
        store.Use(auth);
        setup.Builder(auth);
        Workers.RunByHand(builder.Services);
        return Map(builder.Build());
    }

    private static void Lift(RateLimitingOptions options)
    {
        foreach (var policy in (string[])["register", "token", "verify", "key-info"])
        {
            options.Policies[policy] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "off" };
        }

        // Not without windows: such a tier would be exempt from the policies too.
        options.Tiers["anonymous"] = new(StringComparer.OrdinalIgnoreCase) { ["burst"] = "1000000/min" };
        options.Tiers["standard"].Clear();
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
        app.MapAuthAdmin(Admin).RequireAuthorization("operators");
        app.MapGet("/any", () => "any").RequireScope();
        app.MapGet("/read", () => "read").RequireScope("read");
        app.MapGet("/read-orders", () => "orders").RequireScope("read:orders");
        return app;
    }
}
