using System.Collections.Immutable;
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
    GoToSocialCodeExchange codes,
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
                await GrantAsync(context, parameters, client);
                break;
        }
    }

    private async Task GrantAsync(HttpContext context, RequestParameters parameters, Client client)
    {
        var isCode = parameters.Text("grant_type") == GoToSocialTokenForm.AuthorizationCode;
        if (CheckGrant(parameters, client, isCode) is { } error)
        {
            await GoToSocialReply.OAuthErrorAsync(context, error);
            return;
        }

        var (key, proofError) = await binding.ReadAsync(context, client);
        var (token, refusal) =
            proofError is not null ? (null, proofError)
            : isCode ? await codes.ExchangeAsync(parameters, client, key, context.RequestAborted)
            : await IssueAsync(context, parameters, client, key);
        await (token is null ? GoToSocialReply.OAuthErrorAsync(context, refusal!) : WriteAsync(context, token));
    }

    private static OAuthError? CheckGrant(RequestParameters parameters, Client client, bool isCode)
    {
        var redirect = parameters.Text("redirect_uri");
        var uncovered = isCode
            ? null
            : ScopesOf(parameters).FirstOrDefault(scope => !GoToSocialScopes.MayGrant(client.Scopes, scope));
        return !client.GrantTypes.Contains(parameters.Text("grant_type")!, StringComparer.Ordinal)
                ? GoToSocialTexts.UnauthorizedClient
            : redirect is not null && !client.RedirectUris.Contains(redirect, StringComparer.Ordinal)
                ? GoToSocialTexts.RedirectNotCovered(ErrorText.Sanitize(redirect))
            : uncovered is not null ? GoToSocialTexts.ScopeNotCovered(ErrorText.Sanitize(uncovered))
            : null;
    }

    private async ValueTask<(IssuedToken?, OAuthError?)> IssueAsync(
        HttpContext context,
        RequestParameters parameters,
        Client client,
        string? key
    ) =>
        await issuer.IssueAsync(
            client,
            ScopesOf(parameters),
            options.CurrentValue.TokenLifetime,
            subject: null,
            audience: [],
            key,
            context.RequestAborted
        ) switch
        {
            IssueOutcome.Issued(var token) => (token, null),
            IssueOutcome.Refused(var error) => (null, error),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static ImmutableArray<string> ScopesOf(RequestParameters parameters) =>
        GoToSocialScopes.Split(parameters.Text("scope") ?? GoToSocialScopes.Default);

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
