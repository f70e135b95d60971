using Auth.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Hosting;

/// <summary>Looks at the started host once and logs what is unwise. What would be unsafe has stopped the start before (<see cref="MountChecks"/>).</summary>
internal sealed class StartupWarnings(
    IServiceProvider services,
    IHostEnvironment environment,
    IOptions<ClientCredentialsAuthOptions> options,
    PublicUrl publicUrl,
    ILogger<StartupWarnings> logger
) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Warn();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Warn()
    {
        var forwarded = services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        var enabled = services.GetRequiredService<IConfiguration>()["FORWARDEDHEADERS_ENABLED"];
        var believesAll =
            forwarded.ForwardedHeaders.HasFlag(ForwardedHeaders.XForwardedFor)
            && forwarded is { KnownProxies.Count: 0, KnownIPNetworks.Count: 0 };
        var trustsAll = options.Value.TrustedProxies.Any(proxy => proxy.EndsWith("/0", StringComparison.Ordinal));
        if (believesAll || trustsAll || string.Equals(enabled, "true", StringComparison.OrdinalIgnoreCase))
        {
            Log.ForwardedHeadersUntrusted(logger);
        }

        var mail = options.Value.Mail;
        if (
            services.GetRequiredService<IEmailSender>() is SystemNetEmailSender
            && mail is { PickupDirectory: null or "", Smtp.Host: null or "" }
        )
        {
            Log.MailNotConfigured(logger);
        }

        if (options.Value.PublicBaseUrl is null && !environment.IsDevelopment())
        {
            Log.PublicBaseUrlMissing(logger, publicUrl.Base);
        }
    }
}
