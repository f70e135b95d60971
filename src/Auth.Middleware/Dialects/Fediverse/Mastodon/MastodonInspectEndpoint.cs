using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary><c>POST /oauth/introspect</c> (RFC 7662): an application asks about its own tokens. <c>GET /oauth/token/info</c>: a token about itself.</summary>
internal sealed class MastodonInspectEndpoint(
    ClientAuthenticator authenticator,
    FediverseTokens tokens,
    AuthClock clock
)
{
    public async Task IntrospectAsync(HttpContext context)
    {
        var (parameters, bodyError) = await MastodonParameters.ReadAsync(context);
        if (bodyError is not null)
        {
            await MastodonReply.OAuthErrorAsync(context, bodyError);
            return;
        }

        var token = parameters.Text("token");
        var (clientId, error) = await CallerAsync(context, parameters, token);
        if (error is not null)
        {
            await MastodonReply.OAuthErrorAsync(context, error);
            return;
        }

        var found = await tokens.FindAsync(token, context.RequestAborted);
        var body = found is null || found.Client.Id != clientId ? new(Active: false) : Describe(found.Token);
        await MastodonReply.OAuthAsync(
            context,
            StatusCodes.Status200OK,
            body,
            MastodonJson.Relaxed.MastodonIntrospectionBody
        );
    }

    public async Task TokenInfoAsync(HttpContext context)
    {
        var found = await tokens.FindAsync(FediverseTokens.Bearer(context.Request), context.RequestAborted);
        if (found is null)
        {
            await MastodonReply.OAuthErrorAsync(context, MastodonTexts.TokenInvalid, state: "unauthorized");
            return;
        }

        var token = found.Token;
        await MastodonReply.OAuthAsync(
            context,
            StatusCodes.Status200OK,
            new TokenInfoBody(
                token.Subject is { } subject ? FediverseIds.Number(subject) : null,
                token.Scopes,
                token.ExpiresAt is { } end ? (long)(end - clock.UtcNow).TotalSeconds : null,
                new TokenInfoApplication(found.Client.Id),
                token.IssuedAt.ToUnixTimeSeconds()
            ),
            MastodonJson.Relaxed.TokenInfoBody
        );
    }

    /// <summary>The application that asks: by its credentials, or by another of its tokens. A token is no proof about itself.</summary>
    private async ValueTask<(string? ClientId, OAuthError? Error)> CallerAsync(
        HttpContext context,
        RequestParameters parameters,
        string? asked
    )
    {
        if (FediverseTokens.Bearer(context.Request) is { } bearer)
        {
            var own = bearer == asked ? null : await tokens.FindAsync(bearer, context.RequestAborted);
            return own is null ? (null, MastodonTexts.TokenInvalid) : (own.Client.Id, null);
        }

        if (!MastodonParameters.NamesClient(context, parameters))
        {
            return (null, MastodonTexts.NotAuthorizedToInspect);
        }

        return await authenticator.AuthenticateAsync(context, parameters) switch
        {
            ClientAuthenticationOutcome.Authenticated(var client) => (client.Id, null),
            ClientAuthenticationOutcome.Refused(var error) => (null, MastodonParameters.Worded(error)),
            _ => throw new InvalidOperationException("Client authentication came to nothing."),
        };
    }

    private static MastodonIntrospectionBody Describe(AccessToken token) =>
        new(
            Active: true,
            string.Join(' ', token.Scopes),
            token.ClientId,
            token.KeyThumbprint is null ? "Bearer" : "DPoP",
            token.ExpiresAt?.ToUnixTimeSeconds(),
            token.IssuedAt.ToUnixTimeSeconds()
        );
}
