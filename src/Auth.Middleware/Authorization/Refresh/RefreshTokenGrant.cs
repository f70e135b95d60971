using System.Collections.Immutable;
using Auth.Authorization.Approvals;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Auth.Token;
using Microsoft.Extensions.Options;

namespace Auth.Authorization.Refresh;

/// <summary>The refresh token grant (RFC 6749 section 6), rotating: a refresh token that comes twice ends its whole family (RFC 9700 section 4.14.2).</summary>
internal sealed class RefreshTokenGrant(
    IGrantStore grants,
    TokenIssuer issuer,
    RefreshTokens refreshTokens,
    ApprovalRevoker revoker,
    CredentialFormat format,
    AuthClock clock,
    ScopeStrategy strategy,
    IOptions<AuthorizationCodeOptions> authorization,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
) : IGrantHandler
{
    public const string Type = "refresh_token";

    private static readonly GrantOutcome Invalid = new GrantOutcome.Refused(OAuthErrors.InvalidGrant);

    public string GrantType => Type;

    public bool AllowsPublicClients => true;

    public bool IsOffered => authorization.Value.RefreshTokens;

    public async ValueTask<GrantOutcome> HandleAsync(
        TokenRequest request,
        Client client,
        CancellationToken cancellationToken
    )
    {
        if (request.Parameters.Text("refresh_token") is not { } token)
        {
            return new GrantOutcome.Refused(
                OAuthErrors.InvalidRequest with
                {
                    Description = "The refresh_token parameter is missing.",
                }
            );
        }

        var stored = format.IsGenuine(token, CredentialKind.RefreshToken)
            ? await grants.FindAsync(CredentialHash.OfToken(token), GrantKinds.RefreshToken, cancellationToken)
            : null;
        if (stored is null || stored.ClientId != client.Id)
        {
            return Invalid;
        }

        var terms = RefreshTerms.Of(stored);
        if (terms.KeyThumbprint is { } key && key != request.KeyThumbprint)
        {
            return Invalid;
        }

        return stored.UsedAt is null
            ? await RotateAsync(request, client, stored, terms, cancellationToken)
            : await ReusedAsync(stored, cancellationToken);
    }

    private async ValueTask<GrantOutcome> RotateAsync(
        TokenRequest request,
        Client client,
        Grant stored,
        RefreshTerms terms,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<string> approved = [.. terms.Scopes];
        if (Narrow(request, approved) is not { } scopes)
        {
            return new GrantOutcome.Refused(OAuthErrors.InvalidScope);
        }

        if (terms.Audience is { } audience && request.Audience.Except(audience, StringComparer.Ordinal).Any())
        {
            return new GrantOutcome.Refused(OAuthErrors.InvalidTarget);
        }

        var resources = request.Audience.IsEmpty ? [.. terms.Audience ?? []] : request.Audience;
        var binding = new TokenBinding(resources, request.KeyThumbprint)
        {
            Subject = stored.Subject,
            AuthorizationId = stored.AuthorizationId,
        };
        var (prepared, error) = await issuer.PrepareAsync(client, scopes, options.CurrentValue.Token.Lifetime, binding);
        if (prepared is null)
        {
            return new GrantOutcome.Refused(error!);
        }

        var next = refreshTokens.Prepare(stored, terms);
        var outcome = await grants.RedeemAsync(
            stored.Hash,
            stored.Kind,
            clock.UtcNow,
            prepared.Stored,
            next.Stored,
            cancellationToken
        );
        if (outcome.Status == TakeGrantStatus.AlreadyUsed)
        {
            return await ReusedAsync(stored, cancellationToken);
        }

        if (outcome.Status != TakeGrantStatus.Taken)
        {
            return Invalid;
        }

        await issuer.CompleteAsync(prepared, cancellationToken);
        return new GrantOutcome.Issued(prepared.Issued with { RefreshToken = next.Token });
    }

    /// <summary>What is asked for, never more than was approved; the next refresh token keeps all of it.</summary>
    private ImmutableArray<string>? Narrow(TokenRequest request, ImmutableArray<string> approved) =>
        request.Parameters.Text("scope") is not { } text ? approved
        : ScopeSet.Parse(text) is { Length: > 0 } wanted && strategy.Covers(approved, wanted) ? wanted
        : null;

    private async ValueTask<GrantOutcome> ReusedAsync(Grant stored, CancellationToken cancellationToken)
    {
        await revoker.RevokeReplayedAsync(stored, cancellationToken);
        return Invalid;
    }
}
