using System.Security.Claims;
using Auth.Bearer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Authorization.Users;

/// <summary>Asks the host who is signed in. The library never sees a password: it challenges the host's scheme, which sends the user back.</summary>
internal sealed class UserSignIn(
    IAuthenticationSchemeProvider schemes,
    BearerScheme bearer,
    IOptions<AuthorizationCodeOptions> options
)
{
    private const int MaxSubject = 255;

    /// <summary>The user of a request, or <see langword="null"/>.</summary>
    public async Task<SignedInUser?> FindAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(options.Value.SignInScheme);
        return result is { Succeeded: true, Principal.Identity: { IsAuthenticated: true } identity }
            ? ToUser(result.Principal, identity.Name)
            : null;
    }

    /// <summary>Sends the user to the sign-in page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="returnPath">Where they come back to: a path of this host.</param>
    public Task ChallengeAsync(HttpContext context, string returnPath) =>
        context.ChallengeAsync(options.Value.SignInScheme, new AuthenticationProperties { RedirectUri = returnPath });

    /// <summary>Refuses to start without a scheme that can sign users in.</summary>
    /// <exception cref="AuthConfigurationException">There is none.</exception>
    public async Task CheckAsync()
    {
        var name = options.Value.SignInScheme;
        var scheme = name is null
            ? await schemes.GetDefaultAuthenticateSchemeAsync()
            : await schemes.GetSchemeAsync(name);
        if (scheme is null || scheme.Name == bearer.Name)
        {
            throw new AuthConfigurationException(
                name is null
                    ? "AddAuthorizationCode needs a scheme that signs users in, such as cookies. Name it in Auth:AuthorizationCode:SignInScheme."
                    : $"Auth:AuthorizationCode:SignInScheme names '{name}', which is no scheme that signs users in."
            );
        }
    }

    private SignedInUser ToUser(ClaimsPrincipal principal, string? name)
    {
        var subject = options.Value.SubjectClaim is { Length: > 0 } claim
            ? principal.FindFirstValue(claim)
            : principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? principal.FindFirstValue("sub");
        // Challenging again would send the user in circles.
        return subject is { Length: > 0 and <= MaxSubject }
            ? new SignedInUser(subject, name ?? principal.FindFirstValue("preferred_username") ?? subject)
            : throw new InvalidOperationException(
                "The signed-in user has no claim that identifies them: name one in Auth:AuthorizationCode:SubjectClaim."
            );
    }
}
