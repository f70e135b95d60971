using System.Net;
using Auth.Mail;
using Auth.Maintenance;
using Auth.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Rig;

/// <summary>A host of the Openverse dialect on a clock and a mail server of the test's own.</summary>
/// <remarks>
/// A request comes from the address in <c>X-Test-Address</c>. <c>/images</c> and <c>/private</c> stand for the host's own endpoints.
/// </remarks>
internal sealed partial class OpenverseHost : IAsyncDisposable
{
    /// <summary>What links in mails start with.</summary>
    public const string PublicBase = "https://api.example.com";

    /// <summary>The header that says where a request comes from.</summary>
    public const string AddressHeader = "X-Test-Address";

    private readonly WebApplication _app;
    private readonly TestStore _store;
    private readonly bool _listens;

    private OpenverseHost(WebApplication app, ManualTimeProvider clock, TestStore store, LogRecorder log, bool listens)
    {
        _app = app;
        _store = store;
        _listens = listens;
        Clock = clock;
        Log = log;
    }

    /// <summary>The host's clock.</summary>
    public ManualTimeProvider Clock { get; }

    /// <summary>What the host logged.</summary>
    public LogRecorder Log { get; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The mail server.</summary>
    public RecordingEmailSender Mail => Services.GetRequiredService<RecordingEmailSender>();

    /// <summary>The port, when it listens on one.</summary>
    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>Starts a host on a new store.</summary>
    public static async Task<OpenverseHost> StartAsync(
        StoreKind store = StoreKind.Memory,
        Action<OpenverseSetup>? configure = null
    )
    {
        var setup = new OpenverseSetup();
        configure?.Invoke(setup);
        var data = await TestStore.CreateAsync(store);
        var clock = new ManualTimeProvider();
        var log = new LogRecorder();
        var host = new OpenverseHost(Build(setup, clock, log, data), clock, data, log, setup.Kestrel);
        await host._app.StartAsync();
        return host;
    }

    /// <summary>Sends all mail that is due.</summary>
    public async Task DeliverAsync()
    {
        var dispatcher = Services.GetRequiredService<MailDispatcher>();
        while (await dispatcher.DispatchAsync(CancellationToken.None) > 0) { }
    }

    /// <summary>Removes what has ended.</summary>
    public Task MaintainAsync() => Services.GetRequiredService<MaintenanceWorker>().RunAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static WebApplication Build(OpenverseSetup setup, ManualTimeProvider clock, LogRecorder log, TestStore data)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        _ = setup.Kestrel ? builder.WebHost.UseUrls("http://127.0.0.1:0") : builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<RecordingEmailSender>();
        if (!setup.RealSender)
        {
            builder.Services.AddSingleton<IEmailSender>(p => p.GetRequiredService<RecordingEmailSender>());
        }

        var auth = builder
            .Services.AddClientCredentialsAuth(options =>
            {
                options.PublicBaseUrl = new Uri(PublicBase);
                setup.Auth(options);
            })
            .AddOpenverseDialect(setup.Openverse);
        builder.Services.Configure(setup.Limits);
        data.Use(auth);
        setup.Builder(auth);
        if (!setup.Workers)
        {
            Workers.RunByHand(builder.Services);
        }

        return Map(builder.Build(), setup);
    }

    private static WebApplication Map(WebApplication app, OpenverseSetup setup)
    {
        app.Use(
            (context, next) =>
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
        );
        app.UseClientCredentialsAuth();
        app.MapGet("/images", () => "images").WithOpenverseDialect();
        app.MapGet("/private", () => "private").RequireScope().WithOpenverseDialect();
        setup.Map(app);
        return app;
    }
}
