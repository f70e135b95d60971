using Auth.Authorization.Consent;
using Auth.Storage;
using Auth.Time;

namespace Auth.Authorization.Approvals;

/// <summary>Finds out what a user has allowed: live tokens, and refresh tokens that can buy new ones.</summary>
internal sealed class AuthorizedApplications(
    ITokenStore tokens,
    IGrantStore grants,
    IClientStore clients,
    ScopeWords words,
    AuthClock clock
)
{
    private const int MaxTokens = 1_000;

    /// <summary>The applications, those allowed last first.</summary>
    public async ValueTask<IReadOnlyList<Approval>> ListAsync(string subject, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var live = await tokens.ListAsync(subject, now, MaxTokens, cancellationToken);
        var refreshable = await grants.ListAsync(subject, GrantKinds.RefreshToken, now, MaxTokens, cancellationToken);
        var known = live.DistinctBy(pair => pair.Client.Id).ToDictionary(pair => pair.Client.Id, pair => pair.Client);
        List<Approval> parts = [.. live.Select(Of)];
        foreach (var grant in refreshable)
        {
            if (
                !known.TryGetValue(grant.ClientId!, out var client)
                && (client = await clients.FindAsync(grant.ClientId!, cancellationToken)) is null
            )
            {
                continue;
            }

            known[client.Id] = client;
            parts.Add(new Approval(client, words.Of(Refresh.RefreshTerms.Of(grant).Scopes), grant.CreatedAt));
        }

        return
        [
            .. parts
                .GroupBy(part => part.Client.Id, StringComparer.Ordinal)
                .Select(Merge)
                .OrderByDescending(approval => approval.Since),
        ];
    }

    private Approval Of(TokenLookup pair) => new(pair.Client, words.Of(pair.Token.Scopes), pair.Token.IssuedAt);

    private static Approval Merge(IEnumerable<Approval> parts)
    {
        var all = parts.ToList();
        return all[0] with
        {
            Scopes = [.. all.SelectMany(part => part.Scopes).Distinct()],
            Since = all.Max(part => part.Since),
        };
    }
}

/// <summary>What a user has allowed one client.</summary>
/// <param name="Client">The client.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Since">When it was allowed last.</param>
internal sealed record Approval(Client Client, IReadOnlyList<ScopeInWords> Scopes, DateTimeOffset Since);
