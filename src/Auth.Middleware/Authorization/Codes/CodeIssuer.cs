using Auth.Auditing;
using Auth.Authorization.Requests;
using Auth.Authorization.Users;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;

namespace Auth.Authorization.Codes;

/// <summary>Makes authorization codes: random, stored as a hash with all they are bound to.</summary>
internal sealed class CodeIssuer(IGrantStore grants, CredentialFormat format, AuthClock clock, AuthEventLog events)
{
    private const int IdLength = 32;

    /// <summary>Issues a code for what a user has approved.</summary>
    public async ValueTask<string> IssueAsync(
        AuthorizationRequest request,
        SignedInUser user,
        AuthorizationProfile profile,
        CancellationToken cancellationToken
    )
    {
        var code = format.Create(CredentialKind.AuthorizationCode);
        var now = clock.UtcNow;
        var terms = new CodeTerms(
            request.Return.RedirectUri,
            request.NamedRedirectUri,
            request.Scopes,
            request.CodeChallenge,
            request.Audience.IsEmpty ? null : request.Audience,
            request.KeyThumbprint
        );
        var grant = new Grant(
            CredentialHash.OfToken(code),
            GrantKinds.AuthorizationCode,
            request.Client.Id,
            profile.Name,
            now,
            now + profile.CodeLifetime()
        )
        {
            Subject = user.Subject,
            AuthorizationId = profile.NewAuthorizationId?.Invoke(now) ?? Base62.Random(IdLength),
            Data = terms.Write(),
        };
        await grants.AddAsync(grant, cancellationToken);
        events.Write(new AuthorizationGranted(now, request.Client.Id, user.Subject, request.Scopes));
        return code;
    }
}
