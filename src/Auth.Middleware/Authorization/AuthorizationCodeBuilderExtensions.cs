using System.Diagnostics.CodeAnalysis;
using Auth;
using Auth.Authorization;
using Auth.Authorization.Applications;
using Auth.Authorization.Approvals;
using Auth.Authorization.Codes;
using Auth.Authorization.Consent;
using Auth.Authorization.Refresh;
using Auth.Authorization.Requests;
using Auth.Authorization.Responses;
using Auth.Authorization.Users;
using Auth.Dialects;
using Auth.Discovery;
using Auth.Hosting;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Token;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets users of the host approve applications.</summary>
public static class AuthorizationCodeBuilderExtensions
{
    private const string Section = "Auth:AuthorizationCode";

    /// <summary>
    /// Adds the authorization code grant (RFC 6749 section 4.1) with PKCE: <c>/oauth2/authorize</c>, the pages on which users see and end
    /// what they have allowed, and the page on which they register applications of their own.
    /// </summary>
    /// <remarks>The library never sees a password: the host's sign-in scheme says who the user is, and is challenged when nobody is signed in.</remarks>
    /// <param name="builder">The library's builder.</param>
    /// <param name="configure">Changes settings after <c>Auth:AuthorizationCode</c> was read.</param>
    /// <example><code>.AddAuthorizationCode(options => options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme)</code></example>
    public static ClientCredentialsAuthBuilder AddAuthorizationCode(
        this ClientCredentialsAuthBuilder builder,
        Action<AuthorizationCodeOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        AddOptions(services, configure);
        services.PostConfigure<RateLimitingOptions>(AddPolicies);
        services.AddEndpointCors();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDialect, AuthorizationEndpoints>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IGrantHandler, AuthorizationCodeGrant>());
        services.TryAddSingleton<RefreshTokenGrant>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IGrantHandler, RefreshTokenGrant>(s =>
                s.GetRequiredService<RefreshTokenGrant>()
            )
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDiscoveryPart, AuthorizationDiscovery>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SignInCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRevocableCredential, RefreshTokenRevocation>());
        services.TryAddSingleton<AuthorizationPages>();
        services.TryAddSingleton<PageWriter>();
        services.TryAddSingleton<PageWireFormat>();
        services.TryAddSingleton<StandardAuthorization>();
        services.TryAddSingleton<AuthorizationEndpoint>();
        services.TryAddSingleton<NativeCodeEndpoint>();
        services.TryAddSingleton<AuthorizationRequestReader>();
        services.TryAddSingleton<AuthorizationReply>();
        services.TryAddSingleton<RememberedApproval>();
        services.TryAddSingleton<ConsentQuestion>();
        services.TryAddSingleton<ConsentForm>();
        services.TryAddSingleton<ScopeWords>();
        services.TryAddSingleton<UserSignIn>();
        services.TryAddSingleton<CodeIssuer>();
        services.TryAddSingleton<CodeRedeemer>();
        services.TryAddSingleton<RefreshTokens>();
        services.TryAddSingleton<ApprovalRevoker>();
        services.TryAddSingleton<AuthorizedApplications>();
        services.TryAddSingleton<AuthorizedEndpoint>();
        services.TryAddSingleton<OwnApplications>();
        services.TryAddSingleton<ApplicationsView>();
        services.TryAddSingleton<ApplicationsEndpoint>();
        return builder;
    }

    /// <summary>Replaces the pages that users see.</summary>
    /// <typeparam name="TPages">The host's pages; a single instance is made.</typeparam>
    /// <param name="builder">The library's builder.</param>
    public static ClientCredentialsAuthBuilder UseAuthorizationPages<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPages
    >(this ClientCredentialsAuthBuilder builder)
        where TPages : AuthorizationPages
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<AuthorizationPages, TPages>());
        return builder;
    }

    private static void AddOptions(IServiceCollection services, Action<AuthorizationCodeOptions>? configure)
    {
        var options = services.AddOptions<AuthorizationCodeOptions>().BindConfiguration(Section).ValidateOnStart();
        options.Validate(
            o => o.CodeLifetime >= TimeSpan.FromSeconds(60) && o.CodeLifetime <= TimeSpan.FromSeconds(600),
            $"{Section}:CodeLifetime must be between 00:01:00 and 00:10:00."
        );
        options.Validate(
            o =>
                o.RefreshTokenLifetime >= TimeSpan.FromMinutes(1) && o.RefreshTokenLifetime <= TimeSpan.FromDays(3_660),
            $"{Section}:RefreshTokenLifetime must be between one minute and ten years."
        );
        options.Validate(
            o =>
                o.PersonalTokenLifetime >= TimeSpan.FromMinutes(1)
                && o.PersonalTokenLifetime <= TimeSpan.FromDays(3_660),
            $"{Section}:PersonalTokenLifetime must be between one minute and ten years."
        );
        options.Validate(
            o => o.MaxApplicationsPerUser is >= 0 and <= 200,
            $"{Section}:MaxApplicationsPerUser must be between 0 and 200."
        );
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.KeepLastGood<AuthorizationCodeOptions>();
    }

    private static void AddPolicies(RateLimitingOptions options)
    {
        StandardPolicies.Add(options, "authorize", (RateLimitingOptions.AnyTier, "60/min"));
        StandardPolicies.Add(options, "applications", (RateLimitingOptions.AnyTier, "60/min"));
    }
}
