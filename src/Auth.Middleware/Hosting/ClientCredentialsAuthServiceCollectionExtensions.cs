using System.Diagnostics.CodeAnalysis;
using Auth;
using Auth.Admin;
using Auth.Admin.Import;
using Auth.Auditing;
using Auth.Authorization.Consent;
using Auth.Bearer;
using Auth.Bearer.Sessions;
using Auth.Bearer.Sessions.Shared;
using Auth.ClientAuthentication;
using Auth.Credentials;
using Auth.Dashboard;
using Auth.Dialects;
using Auth.Discovery;
using Auth.DPoP;
using Auth.Hooks;
using Auth.Hosting;
using Auth.Jose;
using Auth.KeyInfo;
using Auth.Mail;
using Auth.Maintenance;
using Auth.Nodes;
using Auth.OpenApi;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pipeline;
using Auth.Portal;
using Auth.RateLimiting;
using Auth.Registration;
using Auth.Registration.Dynamic;
using Auth.Resources;
using Auth.Storage;
using Auth.Storage.Guarded;
using Auth.Storage.InMemory;
using Auth.Telemetry;
using Auth.TierRequests;
using Auth.Time;
using Auth.Token;
using Auth.Traffic;
using Auth.Usage;
using Auth.Verification;
using Auth.Wire;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the library.</summary>
public static class ClientCredentialsAuthServiceCollectionExtensions
{
    /// <summary>Adds API keys: registration, tokens, bearer authentication and tier limits, kept in memory until a store is chosen.</summary>
    /// <param name="services">The host's services. What the host has registered itself is kept.</param>
    /// <returns>A builder for dialects, scopes, tiers and stores.</returns>
    /// <example><code>builder.Services.AddClientCredentialsAuth().AddOpenverseDialect().UseSqlite("Data Source=auth.db");</code></example>
    public static ClientCredentialsAuthBuilder AddClientCredentialsAuth(this IServiceCollection services) =>
        services.AddClientCredentialsAuth(ClientCredentialsAuthDefaults.AuthenticationScheme, static _ => { });

    /// <summary>Adds API keys and changes settings after configuration section <c>Auth</c> was read.</summary>
    public static ClientCredentialsAuthBuilder AddClientCredentialsAuth(
        this IServiceCollection services,
        Action<ClientCredentialsAuthOptions> configure
    ) => services.AddClientCredentialsAuth(ClientCredentialsAuthDefaults.AuthenticationScheme, configure);

    /// <summary>Adds API keys under another authentication scheme name.</summary>
    public static ClientCredentialsAuthBuilder AddClientCredentialsAuth(
        this IServiceCollection services,
        string authenticationScheme,
        Action<ClientCredentialsAuthOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configure);
        services
            .AddOptions<ClientCredentialsAuthOptions>()
            .BindConfiguration(ClientCredentialsAuthDefaults.ConfigurationSection)
            .Configure(configure)
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<ClientCredentialsAuthOptions>,
                ClientCredentialsAuthOptionsValidator
            >()
        );
        services.KeepLastGood<ClientCredentialsAuthOptions>();
        services.AddBearerScheme(authenticationScheme);
        services.AddRateLimitEngine();
        AddStores(services);
        AddFeatures(services);
        AddStandardEndpoints(services);
        AddWorkers(services);
        return new ClientCredentialsAuthBuilder(services);
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddSingleton<InMemoryDatabase>();
        services.TryAddSingleton<IClientStore, InMemoryClientStore>();
        services.TryAddSingleton<ITokenStore, InMemoryTokenStore>();
        services.TryAddSingleton<IGrantStore, InMemoryGrantStore>();
        services.TryAddSingleton<IOutboxStore, InMemoryOutboxStore>();
        services.TryAddSingleton<ITierRequestStore, InMemoryTierRequestStore>();
        services.TryAddSingleton<IUsageStore, InMemoryUsageStore>();
        services.TryAddSingleton<IRoleStore, InMemoryRoleStore>();
        services.TryAddSingleton<IAccessKeyStore, InMemoryAccessKeyStore>();
        services.TryAddSingleton<IAuditStore, InMemoryAuditStore>();
        services.TryAddSingleton<SharedRateLimitStore>();
        services.TryAddSingleton<IRateLimitStore>(provider =>
            provider.GetRequiredService<SharedRateLimitStore>() is { IsActive: true } shared
                ? shared
                : new InMemoryRateLimitStore()
        );
        services.TryAddSingleton<IStoreLifecycle, InMemoryLifecycle>();
        services.TryAddSingleton<StoreGuard>();
        StoreDecoration.ApplyAll(services);
    }

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<AuthClock>();
        services.TryAddSingleton<AuthMetrics>();
        services.TryAddSingleton<AuthHooks>();
        services.TryAddSingleton<PublicUrl>();
        services.TryAddSingleton<StandardIssuer>();
        services.TryAddSingleton<ServerKeyring>();
        services.TryAddSingleton<CredentialFormat>();
        services.TryAddSingleton<EmailSealer>();
        services.TryAddSingleton<ClientSessions>();
        services.TryAddSingleton<SessionFreshness>();
        services.AddNodes();
        services.TryAddSingleton<SharedTokens>();
        services.TryAddSingleton<TokenReader>();
        services.TryAddSingleton<SessionLoader>();
        services.TryAddSingleton<EndpointRulesTable>();
        services.TryAddSingleton<LimitHeaderWriter>();
        services.TryAddSingleton<TrafficTally>();
        services.TryAddSingleton<EndpointLimiter>();
        services.TryAddSingleton<ForeignTokenPolicy>();
        services.TryAddSingleton<ProblemWireFormat>();
        services.TryAddSingleton<FailedAuthentications>();
        services.TryAddSingleton<KnownClients>();
        services.TryAddSingleton<ClientAuthenticator>();
        services.TryAddSingleton<SlowHashGate>();
        services.TryAddSingleton<KnownSecrets>();
        services.TryAddSingleton<ImportedSecrets>();
        services.TryAddSingleton<SlowSecrets>();
        services.TryAddSingleton<SecretAuthenticator>();
        services.AddAccessControl();
        services.TryAddSingleton<ClientAssertionVerifier>();
        services.TryAddSingleton<OneTimeTokens>();
        services.TryAddSingleton<DPoPNonces>();
        services.TryAddSingleton<DPoPVerifier>();
        services.TryAddSingleton<DPoPBinding>();
        services.TryAddSingleton<KnownResources>();
        services.TryAddSingleton<RestrictedTokens>();
        services.TryAddSingleton<ScopeStrategy>();
        services.TryAddSingleton<TokenCap>();
        services.TryAddSingleton<TokenIssuer>();
        services.TryAddSingleton<TokenRevoker>();
        services.TryAddSingleton<TokenInspector>();
        services.TryAddSingleton<ClientRegistrar>();
        services.TryAddSingleton<EmailVerifier>();
        services.TryAddSingleton<VerificationMail>();
        services.TryAddSingleton<KeyInfoReader>();
        services.TryAddSingleton<TierRequestDesk>();
        services.TryAddSingleton<SecretRotator>();
        services.TryAddSingleton<SecretEnder>();
        services.AddAuditing();
        services.AddOperations();
        services.AddDashboard();
        services.TryAddSingleton<MaintenanceReport>();
        AddPages(services);
        services.TryAddSingleton<UsageRecorder>();
        services.TryAddSingleton<MailSignal>();
        services.TryAddSingleton<MailLimits>();
        services.TryAddSingleton<MailComposer>();
        services.TryAddSingleton<IEmailSender, SystemNetEmailSender>();
        services.TryAddSingleton<MountState>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, MountChecks>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, LimitHeaderExposure>());
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddEndpointCors();
        services.TryAddSingleton<FormProofs>();
        services.TryAddSingleton<BrowserMark>();
        services.TryAddSingleton<FlashCookie>();
        services.TryAddSingleton<ScopeWords>();
        services.AddPortal();
    }

    private static void AddStandardEndpoints(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDialect, StandardEndpoints>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IGrantHandler, ClientCredentialsGrant>());
        services.TryAddSingleton<OAuthReply>();
        services.TryAddSingleton<OAuthWireFormat>();
        services.TryAddSingleton<ClientFormReader>();
        services.TryAddSingleton<TokenRequestReader>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton<RevocationEndpoint>();
        services.TryAddSingleton<IntrospectionEndpoint>();
        services.TryAddSingleton<KeyInfoEndpoint>();
        services.TryAddSingleton<RegistrationGate>();
        services.TryAddSingleton<ClientMetadataReader>();
        services.TryAddSingleton<RegistrationEndpoint>();
        services.TryAddSingleton<RegistrationManagementEndpoint>();
        services.TryAddSingleton<InitialAccessTokens>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IVerificationLink, StandardVerificationLink>());
        services.TryAddSingleton<VerifyEndpoint>();
        services.TryAddSingleton<ResendEndpoint>();
        services.TryAddSingleton<AuthorizationServerMetadataEndpoint>();
        services.TryAddSingleton<ProtectedResourceMetadataEndpoint>();
        services.PostConfigure<RateLimitingOptions>(StandardPolicies.AddTo);
        services.ConfigureAll<OpenApiOptions>(options =>
            options
                .AddDocumentTransformer<AuthDocumentTransformer>()
                .AddOperationTransformer<AuthOperationTransformer>()
        );
    }

    private static void AddWorkers(IServiceCollection services)
    {
        services.AddHostedService<StoreInitializer>();
        services.AddHostedService<StartupWarnings>();
        // Stopped in reverse: what facts are told last is still written.
        Worker<AuditWriter>(services);
        Worker<AuthEventLog>(services);
        Worker<TrafficHistory>(services);
        Worker<UsageWriter>(services);
        Worker<MaintenanceWorker>(services);
        Worker<MailDispatcher>(services);
        Worker<ChangeFeed>(services);
        Worker<SharedCounterWorker>(services);
    }

    private static void Worker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWorker>(
        IServiceCollection services
    )
        where TWorker : class, Hosting.IHostedService
    {
        services.TryAddSingleton<TWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<TWorker>());
    }
}
