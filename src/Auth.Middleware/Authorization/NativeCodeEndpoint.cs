using Auth.Authorization.Codes;
using Auth.Authorization.Consent;
using Auth.Authorization.Users;
using Auth.Hosting;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization;

/// <summary>The page on which a user copies a code: only a live code of their own, so that nobody can make it show something else.</summary>
internal sealed class NativeCodeEndpoint(
    CodeRedeemer codes,
    IClientStore clients,
    UserSignIn signIn,
    ScopeWords words,
    PageWriter pages,
    PublicUrl publicUrl,
    AuthClock clock
)
{
    private static readonly OAuthError NoCode = OAuthErrors.InvalidGrant with
    {
        Description = "The code has ended. Start again from the application.",
    };

    public async Task HandleAsync(HttpContext context, AuthorizationProfile profile)
    {
        if (await signIn.FindAsync(context) is not { } user)
        {
            await signIn.ChallengeAsync(context, publicUrl.Path + profile.NativePath + context.Request.QueryString);
            return;
        }

        var code = context.Request.Query["code"].ToString();
        var grant = await codes.FindAsync(code, profile, context.RequestAborted);
        if (
            grant is not { UsedAt: null }
            || grant.Subject != user.Subject
            || grant.ExpiresAt <= clock.UtcNow
            || await clients.FindAsync(grant.ClientId!, context.RequestAborted) is not { } client
        )
        {
            await pages.ProblemAsync(context, profile.Pages, NoCode);
            return;
        }

        var page = new OutOfBandPage(client.Name, user.Name, words.Of(CodeTerms.Of(grant).Scopes), code);
        await pages.WriteAsync(context, StatusCodes.Status200OK, profile.Pages, chosen => chosen.OutOfBand(page));
    }
}
