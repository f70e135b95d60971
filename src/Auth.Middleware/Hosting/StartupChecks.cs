using Auth.Admin;
using Auth.Mail;
using Auth.Storage;
using Auth.Storage.Observed;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Hosting;

/// <summary>Looks at the mounted host once: what would leave endpoints open or unlimited stops the start, what is merely unwise is logged.</summary>
internal sealed class StartupChecks(
    MountState mount,
    IServiceProvider services,
    IHostEnvironment environment,
    IOptions<ClientCredentialsAuthOptions> options,
    PublicUrl publicUrl,
    ILogger<StartupChecks> logger
) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        List<string> problems = [.. Problems()];
        if (problems.Count > 0)
        {
            throw new AuthConfigurationException(problems);
        }

        Warn();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<string> Problems()
    {
        if (!mount.HasMiddleware)
        {
            yield return "AddClientCredentialsAuth was called and UseClientCredentialsAuth was not: no endpoint is protected or limited. "
                + "Call app.UseClientCredentialsAuth() before the endpoints.";
        }

        if (services.GetRequiredService<IClientStore>() is not ObservedClientStore)
        {
            yield return "IClientStore was registered after AddClientCredentialsAuth, so changes would not reach cached sessions. "
                + "Register it before, or with the builder's UseStore.";
        }

        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (
                endpoint.Metadata.GetMetadata<AdminMetadata>() is not null
                && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
            )
            {
                yield return $"{endpoint.DisplayName} of MapAuthAdmin is open to everybody. Add .RequireAuthorization(policy) behind MapAuthAdmin.";
                yield break;
            }
        }
    }

    private void Warn()
    {
        var forwarded = services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        var enabled = services.GetRequiredService<IConfiguration>()["FORWARDEDHEADERS_ENABLED"];
        var believesAll =
            forwarded.ForwardedHeaders.HasFlag(ForwardedHeaders.XForwardedFor)
            && forwarded is { KnownProxies.Count: 0, KnownIPNetworks.Count: 0 };
        if (believesAll || string.Equals(enabled, "true", StringComparison.OrdinalIgnoreCase))
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
