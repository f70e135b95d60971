using Auth.ClientAuthentication;
using Auth.DPoP;
using Auth.Errors;
using Auth.Http;
using Auth.Storage;
using Auth.Token;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary><c>POST /oauth/token</c>.</summary>
internal sealed class GoToSocialTokenEndpoint(
    ClientAuthenticator authenticator,
    TokenIssuer issuer,
    DPoPBinding binding,
    IOptionsMonitor<GoToSocialOptions> options
)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (parameters, bodyError) = await GoToSocialParameters.ReadAsync(context);
        if ((bodyError ?? GoToSocialTokenForm.Check(context, parameters)) is { } error)
        {
            await GoToSocialReply.OAuthErrorAsync(context, error);
            return;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Refused({ Status: 401 }):
                await GoToSocialReply.OAuthErrorAsync(context, GoToSocialTexts.InvalidClient);
                break;
            case ClientAuthenticationOutcome.Refused(var refusal):
                await GoToSocialReply.OAuthErrorAsync(context, refusal);
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                await ClientCredentialsAsync(context, parameters, client);
                break;
        }
    }

    private async Task ClientCredentialsAsync(HttpContext context, RequestParameters parameters, Client client)
    {
        var scopes = GoToSocialScopes.Split(parameters.Text("scope") ?? GoToSocialScopes.Default);
        var uncovered = scopes.FirstOrDefault(scope => !GoToSocialScopes.Permit(client.Scopes, scope));
        var redirect = parameters.Text("redirect_uri");
        var error =
            !client.GrantTypes.Contains(GoToSocialTokenForm.ClientCredentials, StringComparer.Ordinal)
                ? GoToSocialTexts.UnauthorizedClient
            : redirect is not null && !client.RedirectUris.Contains(redirect, StringComparer.Ordinal)
                ? GoToSocialTexts.RedirectNotCovered(ErrorText.Sanitize(redirect))
            : uncovered is not null ? GoToSocialTexts.ScopeNotCovered(ErrorText.Sanitize(uncovered))
            : null;
        if (error is not null)
        {
            await GoToSocialReply.OAuthErrorAsync(context, error);
            return;
        }

        var (key, proofError) = await binding.ReadAsync(context, client);
        if (proofError is not null)
        {
            await GoToSocialReply.OAuthErrorAsync(context, proofError);
            return;
        }

        var token = await issuer.IssueAsync(
            client,
            scopes,
            options.CurrentValue.TokenLifetime,
            subject: null,
            audience: [],
            key,
            context.RequestAborted
        );
        await WriteAsync(context, token);
    }

    private static Task WriteAsync(HttpContext context, IssuedToken token)
    {
        context.Response.Headers[HeaderNames.Pragma] = "no-cache";
        return GoToSocialReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new GoToSocialTokenBody(
                token.Token,
                token.IssuedAt.ToUnixTimeSeconds(),
                (long?)token.Lifetime?.TotalSeconds,
                token.Scope,
                token.KeyThumbprint is null ? "Bearer" : "DPoP"
            ),
            GoToSocialJson.Relaxed.GoToSocialTokenBody
        );
    }
}
