using System.Collections.Immutable;
using Auth.Authorization;
using Auth.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The rules and words of GoToSocial's authorization endpoint. Unlike there, a broken request is told so before anybody signs in.</summary>
internal sealed class GoToSocialAuthorization(IOptions<GoToSocialOptions> options)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>The rules.</summary>
    public AuthorizationProfile Profile { get; } =
        new()
        {
            Name = GoToSocialDialect.DialectName,
            AuthorizePath = options.Value.PathBase + GoToSocialRoutes.Authorize,
            NativePath = options.Value.PathBase + GoToSocialRoutes.OutOfBand,
            CodeLifetime = () => CodeLifetime,
            Scopes = Grant,
            MatchesRedirect = IsRegistered,
            RequiresRedirectUri = true,
            RedirectStatus = StatusCodes.Status302Found,
            RateLimitPolicy = FediversePolicies.Api,
            WriteUrl = FediverseUrl.Sorted,
            Wording = GoToSocialTexts.Word,
            Pages = new GoToSocialPages(),
        };

    /// <summary>A plus stands for a space, also where it was escaped.</summary>
    private static ImmutableArray<string>? Grant(Client client, string? requested)
    {
        var wanted = GoToSocialScopes.Split((requested ?? GoToSocialScopes.Default).Replace('+', ' '));
        return wanted.All(scope => GoToSocialScopes.MayGrant(client.Scopes, scope)) ? wanted : null;
    }

    /// <summary>Registered URIs were escaped, so those of requests are too; after that they are compared as they are.</summary>
    private static bool IsRegistered(string registered, string requested) =>
        GoToSocialRedirectUri.Normalize(requested) is (var uri, null)
        && string.Equals(registered, uri, StringComparison.Ordinal);
}
