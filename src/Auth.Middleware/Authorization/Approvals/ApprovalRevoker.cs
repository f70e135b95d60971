using Auth.Auditing;
using Auth.Storage;
using Auth.Time;

namespace Auth.Authorization.Approvals;

/// <summary>Ends approvals: grants first, so that nothing new can be bought, then the tokens.</summary>
internal sealed class ApprovalRevoker(IGrantStore grants, ITokenStore tokens, AuthClock clock, AuthEventLog events)
{
    /// <summary>A purchase that was under way may leave a new grant behind; each round ends one generation.</summary>
    private const int Rounds = 10;

    /// <summary>Ends an approval whose code or refresh token was presented twice.</summary>
    public async ValueTask RevokeReplayedAsync(Grant replayed, CancellationToken cancellationToken)
    {
        var count = await RevokeAsync(replayed, cancellationToken);
        events.Write(new GrantReplayed(clock.UtcNow, replayed.ClientId!, replayed.Kind, count));
    }

    /// <summary>Ends the approval that a grant belongs to.</summary>
    /// <returns>How many access tokens were revoked.</returns>
    public async ValueTask<int> RevokeAsync(Grant grant, CancellationToken cancellationToken)
    {
        await RepeatAsync(() => grants.RemoveByAuthorizationAsync(grant.AuthorizationId!, cancellationToken));
        return await tokens.RevokeByAuthorizationAsync(grant.AuthorizationId!, grant.ClientId!, cancellationToken);
    }

    /// <summary>Ends all that a user has allowed a client.</summary>
    /// <returns>How many access tokens were revoked.</returns>
    public async ValueTask<int> RevokeAsync(string subject, string clientId, CancellationToken cancellationToken)
    {
        await RepeatAsync(() => grants.RemoveBySubjectAsync(subject, clientId, cancellationToken));
        var count = await tokens.RevokeBySubjectAsync(subject, clientId, cancellationToken);
        events.Write(new AuthorizationRevoked(clock.UtcNow, clientId, subject, count));
        return count;
    }

    private static async ValueTask RepeatAsync(Func<ValueTask<int>> remove)
    {
        for (var round = 0; round < Rounds && await remove() > 0; round++) { }
    }
}
