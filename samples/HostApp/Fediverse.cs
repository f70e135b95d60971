using Auth;
using Auth.Dialects.Fediverse;

namespace HostApp;

/// <summary>Mastodon at the root and GoToSocial below a path of its own, with the demo user's account and a resource of each.</summary>
internal static class Fediverse
{
    private const string GoToSocial = "/gotosocial";
    private const string Notifications = "/api/v1/notifications";

    public static void AddFediverse(this ClientCredentialsAuthBuilder auth)
    {
        auth.AddMastodonDialect().AddGoToSocialDialect(options => options.PathBase = GoToSocial);
        auth.Services.AddSingleton<IFediverseAccounts, DemoAccounts>();
    }

    public static void MapFediverse(this IEndpointRouteBuilder endpoints)
    {
        // Nothing has happened here that anybody would have to be told of.
        endpoints.MapGet(Notifications, () => Array.Empty<string>()).RequireMastodonUser("read", "read:notifications");
        endpoints
            .MapGet(GoToSocial + Notifications, () => Array.Empty<string>())
            .RequireGoToSocialUser("read:notifications");
    }

    /// <summary>The one account there is.</summary>
    private sealed class DemoAccounts(IConfiguration configuration) : IFediverseAccounts
    {
        public ValueTask<FediverseAccount?> FindAsync(string subject, CancellationToken cancellationToken)
        {
            var username = configuration["HostApp:DemoUser:Username"];
            return new(
                subject == username
                    ? new FediverseAccount { Username = subject, Note = "<p>A user for trying out.</p>" }
                    : null
            );
        }
    }
}
