using Auth.Http;
using Auth.Storage;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.ClientAuthentication;

/// <summary>The opening of every standard endpoint that a client posts a form to: read the body, authenticate the client, answer what is wrong.</summary>
internal sealed class ClientFormReader(ClientAuthenticator authenticator, OAuthReply reply)
{
    /// <summary>Reads the form of an authenticated client.</summary>
    /// <param name="context">The request; its answer is never stored.</param>
    /// <param name="allowPublic">Whether a public client may identify itself without proof.</param>
    /// <returns>The client and its form; <see langword="null"/> when the request was refused and answered.</returns>
    public async ValueTask<AuthenticatedForm?> ReadAsync(HttpContext context, bool allowPublic = false)
    {
        JsonReply.NoStore(context.Response);
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        if (bodyError is not null)
        {
            await reply.BodyErrorAsync(context, bodyError);
            return null;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters, allowPublic))
        {
            case ClientAuthenticationOutcome.Authenticated(var client):
                return new AuthenticatedForm(client, parameters);
            case ClientAuthenticationOutcome.Refused(var error):
                await reply.ErrorAsync(context, error);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Reads a form that is about one token (RFC 7009 section 2.1, RFC 7662 section 2.1).</summary>
    /// <param name="context">The request; its answer is never stored.</param>
    /// <param name="allowPublic">Whether a public client may identify itself without proof.</param>
    /// <returns>The client and the token; <see langword="null"/> when the request was refused and answered.</returns>
    public async ValueTask<(Client Client, string Token)?> ReadTokenAsync(HttpContext context, bool allowPublic = false)
    {
        if (await ReadAsync(context, allowPublic) is not { } form)
        {
            return null;
        }

        if (form.Parameters.Text("token") is { } token)
        {
            return (form.Client, token);
        }

        await reply.ErrorAsync(
            context,
            OAuthErrors.InvalidRequest with
            {
                Description = "The token parameter is missing.",
            }
        );
        return null;
    }
}

/// <summary>The form of an authenticated client.</summary>
internal sealed record AuthenticatedForm(Client Client, RequestParameters Parameters);
