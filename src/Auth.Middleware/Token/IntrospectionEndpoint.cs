using Auth.ClientAuthentication;
using Auth.Hosting;
using Auth.Storage;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Token;

/// <summary><c>POST /oauth2/introspect</c> (RFC 7662): a client asks about its own tokens, a resource server about all.</summary>
internal sealed class IntrospectionEndpoint(ClientFormReader form, TokenInspector inspector, PublicUrl publicUrl)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await form.ReadTokenAsync(context) is not var (client, text))
        {
            return;
        }

        var token = await inspector.InspectAsync(text, client, context.RequestAborted);
        var body = token is null ? new IntrospectionBody(Active: false) : Describe(token);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, body, TokenJson.Relaxed.IntrospectionBody);
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
            publicUrl.Base,
            token.KeyThumbprint is { } key
                ? new Dictionary<string, string>(StringComparer.Ordinal) { ["jkt"] = key }
                : null
        );
}
