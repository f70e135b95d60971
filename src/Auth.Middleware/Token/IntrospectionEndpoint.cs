using Auth.ClientAuthentication;
using Auth.Discovery;
using Auth.Http;
using Auth.Storage;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Token;

/// <summary><c>POST /oauth2/introspect</c> (RFC 7662): a client asks about its own tokens, a resource server about all.</summary>
internal sealed class IntrospectionEndpoint(
    ClientAuthenticator authenticator,
    TokenInspector inspector,
    StandardIssuer issuer,
    OAuthReply reply
)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        if (bodyError is not null)
        {
            await reply.BodyErrorAsync(context, bodyError);
            return;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Refused(var error):
                await reply.ErrorAsync(context, error);
                break;
            case ClientAuthenticationOutcome.Authenticated when parameters.Text("token") is null:
                await reply.ErrorAsync(
                    context,
                    OAuthErrors.InvalidRequest with
                    {
                        Description = "The token parameter is missing.",
                    }
                );
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                var token = await inspector.InspectAsync(parameters.Text("token")!, client, context.RequestAborted);
                var body = token is null ? new IntrospectionBody(Active: false) : Describe(token);
                await JsonReply.WriteAsync(context, StatusCodes.Status200OK, body, TokenJson.Relaxed.IntrospectionBody);
                break;
        }
    }

    private IntrospectionBody Describe(AccessToken token) =>
        new(
            Active: true,
            token.Scopes.IsEmpty ? null : string.Join(' ', token.Scopes),
            token.ClientId,
            token.KeyThumbprint is null ? "Bearer" : "DPoP",
            token.ExpiresAt?.ToUnixTimeSeconds(),
            token.IssuedAt.ToUnixTimeSeconds(),
            token.Subject ?? token.ClientId,
            token.Audience.IsEmpty ? null : token.Audience,
            issuer.Value,
            token.KeyThumbprint is { } key
                ? new Dictionary<string, string>(StringComparer.Ordinal) { ["jkt"] = key }
                : null
        );
}
