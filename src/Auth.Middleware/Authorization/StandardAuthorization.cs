using System.Collections.Immutable;
using Auth.Discovery;
using Auth.Storage;
using Auth.Token;
using Microsoft.Extensions.Options;

namespace Auth.Authorization;

/// <summary>The profile of the standard endpoints.</summary>
internal sealed class StandardAuthorization(
    StandardIssuer issuer,
    ScopeStrategy strategy,
    IOptionsMonitor<AuthorizationCodeOptions> options
)
{
    /// <summary>The rules.</summary>
    public AuthorizationProfile Profile { get; } =
        new()
        {
            Name = "standard",
            AuthorizePath = AuthorizationRoutes.Authorize,
            CodeLifetime = () => options.CurrentValue.CodeLifetime,
            Issuer = () => issuer.Value,
            Scopes = (client, requested) => Grant(strategy, client, requested),
        };

    /// <summary>No scope asks for all that were registered (RFC 6749 section 3.3).</summary>
    private static ImmutableArray<string>? Grant(ScopeStrategy strategy, Client client, string? requested) =>
        requested is null ? client.Scopes
        : ScopeSet.Parse(requested) is { Length: > 0 } wanted && strategy.Covers(client.Scopes, wanted) ? wanted
        : null;
}
