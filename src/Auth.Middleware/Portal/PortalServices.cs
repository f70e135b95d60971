using Auth.Mail;
using Auth.Portal.Access;
using Auth.Portal.Application;
using Auth.Portal.Registering;
using Auth.Portal.SignIn;
using Auth.Portal.Trying;
using Auth.RateLimiting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth.Portal;

/// <summary>Registers the portal. It costs nothing until <c>MapAuthPortal</c> mounts it.</summary>
internal static class PortalServices
{
    public static void AddPortal(this IServiceCollection services)
    {
        services.PostConfigure<RateLimitingOptions>(PortalPolicies.AddTo);
        services.TryAddSingleton<PortalMount>();
        services.TryAddSingleton<PortalWireFormat>();
        services.TryAddSingleton<PortalSessions>();
        services.TryAddSingleton<SessionCookie>();
        services.TryAddSingleton<HostUsers>();
        services.TryAddSingleton<PortalGate>();
        services.TryAddSingleton<PortalPages>();
        services.TryAddSingleton<PortalForms>();
        services.TryAddSingleton<HomeEndpoint>();
        AddSignIn(services);
        services.TryAddSingleton<RegistrationRules>();
        services.TryAddSingleton<RegisterEndpoint>();
        services.TryAddSingleton<VerifyPageEndpoint>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IVerificationLink, PortalVerificationLink>());
        services.TryAddSingleton<ApplicationPages>();
        services.TryAddSingleton<OverviewEndpoint>();
        services.TryAddSingleton<ResendPageEndpoint>();
        services.TryAddSingleton<Meters>();
        services.TryAddSingleton<SecretsEndpoint>();
        services.TryAddSingleton<EndSecretEndpoint>();
        services.TryAddSingleton<LimitsEndpoint>();
        services.TryAddSingleton<DeleteEndpoint>();
        services.TryAddSingleton<OwnPipeline>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, OwnPipelineFilter>());
        services.TryAddSingleton<TryEndpoint>();
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.TryAddSingleton<SignInLinks>();
        services.TryAddSingleton<SignInRequests>();
        services.TryAddSingleton<SignInEndpoint>();
        services.TryAddSingleton<SignInLinkEndpoint>();
        services.TryAddSingleton<SignOutEndpoint>();
        services.TryAddSingleton<AccountEndpoint>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOwedMail, SignInMail>());
        services.TryAddSingleton<SignInQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<SignInQueue>());
    }
}
