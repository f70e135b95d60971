using Auth.Pages.Shell;
using Auth.Portal;
using Auth.Portal.Access;
using Auth.Portal.Application;
using Auth.Portal.Registering;
using Auth.Portal.SignIn;
using Auth.Portal.Trying;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the developer portal.</summary>
public static class PortalEndpointExtensions
{
    private const string Policy = PortalPolicies.Pages;

    /// <summary>Maps the pages on which developers register applications, try them and look after them, without an account: a mailed link signs them in.</summary>
    /// <remarks>
    /// Anybody may open it; registration follows <c>Auth:Registration:Mode</c>, except that <c>Auto</c> is open here. Where the host has users
    /// (<c>AddAuthorizationCode</c>), they may sign in as such. Settings are under <c>Auth:Portal</c>.
    /// </remarks>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="prefix">The path of the portal, such as <c>/developers</c>; without parameters.</param>
    /// <returns>The group, for conventions.</returns>
    /// <example><code>app.MapAuthPortal("/developers");</code></example>
    public static RouteGroupBuilder MapAuthPortal(this IEndpointRouteBuilder endpoints, string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var mount = endpoints.ServiceProvider.GetRequiredService<PortalMount>();
        var group = endpoints.MapPages<PortalWireFormat>(prefix, mount);
        group.MapPage<HomeEndpoint>(PortalRoutes.Home, Policy, (e, c) => e.ShowAsync(c));
        group.MapPage<RegisterEndpoint>(
            PortalRoutes.Register,
            Policy,
            (e, c) => e.ShowAsync(c),
            (e, c) => e.RegisterAsync(c),
            PortalPolicies.Register
        );
        group.MapPage<VerifyPageEndpoint>(
            PortalRoutes.VerifyCode,
            "verify",
            (e, c) => e.ShowAsync(c),
            (e, c) => e.ConfirmAsync(c)
        );
        group.MapPage<HomeEndpoint>(PortalRoutes.Others, Policy, (e, c) => e.MissAsync(c));
        MapSignIn(group);
        MapApplication(group);
        return group;
    }

    private static void MapSignIn(RouteGroupBuilder group)
    {
        group.MapPage<SignInEndpoint>(
            PortalRoutes.SignIn,
            Policy,
            (e, c) => e.ShowAsync(c),
            (e, c) => e.AskAsync(c),
            PortalPolicies.SignIn
        );
        group.MapPage<SignInLinkEndpoint>(
            PortalRoutes.SignInCode,
            Policy,
            (e, c) => e.ShowAsync(c),
            (e, c) => e.RedeemAsync(c)
        );
        group.MapPage<SignOutEndpoint>(PortalRoutes.SignOut, Policy, show: null, (e, c) => e.HandleAsync(c));
        group.MapPage<AccountEndpoint>(PortalRoutes.Account, Policy, (e, c) => e.HandleAsync(c));
    }

    private static void MapApplication(RouteGroupBuilder group)
    {
        group.MapPage<OverviewEndpoint>(PortalRoutes.Application, Policy, (e, c) => e.ShowAsync(c));
        group.MapPage<ResendPageEndpoint>(PortalRoutes.Resend, "verify", show: null, (e, c) => e.HandleAsync(c));
        group.MapPage<TryEndpoint>(PortalRoutes.Try, Policy, (e, c) => e.ShowAsync(c), (e, c) => e.ActAsync(c));
        group.MapPage<SecretsEndpoint>(
            PortalRoutes.Secrets,
            Policy,
            (e, c) => e.ShowAsync(c),
            (e, c) => e.RotateAsync(c)
        );
        group.MapPage<EndSecretEndpoint>(PortalRoutes.EndSecret, Policy, show: null, (e, c) => e.HandleAsync(c));
        group.MapPage<LimitsEndpoint>(PortalRoutes.Limits, Policy, (e, c) => e.ShowAsync(c), (e, c) => e.AskAsync(c));
        group.MapPage<DeleteEndpoint>(
            PortalRoutes.Delete,
            Policy,
            (e, c) => e.ShowAsync(c),
            (e, c) => e.DeleteAsync(c)
        );
    }
}
