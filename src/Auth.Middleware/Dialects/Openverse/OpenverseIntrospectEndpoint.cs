using System.Globalization;
using Auth.Bearer;
using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Token;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/introspect/</c> (RFC 7662): a client asks about its own tokens; all others are inactive to it.</summary>
internal sealed class OpenverseIntrospectEndpoint(
    ClientAuthenticator authenticator,
    TokenInspector inspector,
    BearerChallenge challenge
)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form | BodyFormats.Multipart);
        if (bodyError is not null)
        {
            await OpenverseSpacedReply.BodyErrorAsync(context, bodyError, challenge);
            return;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Refused(var error):
                await OpenverseSpacedReply.ErrorAsync(context, error, challenge);
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                var found = await inspector.InspectAsync(
                    parameters.Text("token") ?? "",
                    client,
                    context.RequestAborted
                );
                await OpenverseSpacedReply.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    found is null ? "{\"active\": false}" : Describe(found)
                );
                break;
        }
    }

    /// <summary>The scopes and the id are made of characters that JSON leaves as they are.</summary>
    private static string Describe(Storage.AccessToken token)
    {
        var exp = token.ExpiresAt is { } end
            ? $"\"exp\": {end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}, "
            : "";
        return $"{{\"active\": true, \"scope\": \"{string.Join(' ', token.Scopes)}\", {exp}\"client_id\": \"{token.ClientId}\"}}";
    }
}
