using System.Collections.Immutable;
using System.Text.Json;
using Auth.ClientAuthentication;
using Auth.DPoP;
using Auth.Http;
using Auth.Storage;
using Auth.Token;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary><c>POST /oauth/token</c>: a new token each time. Where the original hands out the same token again, only its hash is kept here.</summary>
internal sealed class MastodonTokenEndpoint(
    ClientAuthenticator authenticator,
    TokenIssuer issuer,
    DPoPBinding binding,
    UserApproval users,
    MastodonCodeExchange codes,
    IOptionsMonitor<MastodonOptions> options
)
{
    private const string ClientCredentials = "client_credentials";

    public async Task HandleAsync(HttpContext context)
    {
        var (parameters, error) = await MastodonParameters.ReadAsync(context);
        if (error is not null)
        {
            await MastodonReply.OAuthErrorAsync(context, error);
            return;
        }

        var refusal = parameters.Text("grant_type") switch
        {
            _ when parameters.Names.Any(name => name.Contains('[', StringComparison.Ordinal)) =>
                OAuthErrors.InvalidRequest with
                {
                    Description = "Parameters are not arrays.",
                },
            null => MastodonTexts.Missing("grant_type"),
            ClientCredentials => null,
            MastodonCodeExchange.GrantType when users.IsOffered => null,
            _ => MastodonTexts.UnsupportedGrantType,
        };
        await (
            refusal is not null ? MastodonReply.OAuthErrorAsync(context, refusal, parameters.Text("state"))
            : parameters.Text("grant_type") == ClientCredentials ? ClientCredentialsAsync(context, parameters)
            : CodeAsync(context, parameters)
        );
    }

    private async Task CodeAsync(HttpContext context, RequestParameters parameters)
    {
        var (token, error, isEarly) = await codes.ExchangeAsync(context, parameters);
        await (
            token is null
                ? MastodonReply.OAuthErrorAsync(context, error!, isEarly ? parameters.Text("state") : null)
                : WriteAsync(context, token)
        );
    }

    private async Task ClientCredentialsAsync(HttpContext context, RequestParameters parameters)
    {
        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Refused(var error):
                await MastodonReply.OAuthErrorAsync(context, MastodonParameters.Worded(error));
                break;
            case ClientAuthenticationOutcome.Authenticated(var client)
                when !client.GrantTypes.Contains(ClientCredentials, StringComparer.Ordinal):
                await MastodonReply.OAuthErrorAsync(context, MastodonTexts.UnauthorizedClient);
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                await (
                    Grant(client, parameters["scope"]) is { } scopes
                        ? IssueAsync(context, client, scopes)
                        : MastodonReply.OAuthErrorAsync(context, MastodonTexts.InvalidScope)
                );
                break;
        }
    }

    private static ImmutableArray<string>? Grant(Client client, RequestParameter? scope) =>
        scope is { Text: null, Json: not { ValueKind: JsonValueKind.Null } }
            ? null
            : MastodonScopes.Grant(client.Scopes, scope?.Text);

    private async Task IssueAsync(HttpContext context, Client client, ImmutableArray<string> scopes)
    {
        var (key, proofError) = await binding.ReadAsync(context, client);
        if (proofError is not null)
        {
            await MastodonReply.OAuthErrorAsync(context, proofError);
            return;
        }

        var outcome = await issuer.IssueAsync(
            client,
            scopes,
            options.CurrentValue.TokenLifetime,
            subject: null,
            audience: [],
            key,
            context.RequestAborted
        );
        await (
            outcome switch
            {
                IssueOutcome.Issued(var token) => WriteAsync(context, token),
                IssueOutcome.Refused(var error) => MastodonReply.OAuthErrorAsync(context, error),
                _ => throw new System.Diagnostics.UnreachableException(),
            }
        );
    }

    private static Task WriteAsync(HttpContext context, IssuedToken token) =>
        MastodonReply.OAuthAsync(
            context,
            StatusCodes.Status200OK,
            new MastodonTokenBody(
                token.Token,
                token.KeyThumbprint is null ? "Bearer" : "DPoP",
                (long?)token.Lifetime?.TotalSeconds,
                token.Scope,
                token.IssuedAt.ToUnixTimeSeconds()
            ),
            MastodonJson.Relaxed.MastodonTokenBody
        );
}
