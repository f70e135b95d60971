using Auth.DPoP;
using Auth.Http;
using Auth.Resources;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Token;

/// <summary>Reads what a client asks of every grant alike: for which resources (RFC 8707), and bound to which key (RFC 9449).</summary>
internal sealed class TokenRequestReader(KnownResources resources, DPoPBinding binding)
{
    /// <summary>Reads a request of an authenticated client.</summary>
    /// <returns>The request, or the error.</returns>
    public async ValueTask<(TokenRequest? Request, OAuthError? Error)> ReadAsync(
        HttpContext context,
        RequestParameters parameters,
        Client client
    )
    {
        var (audience, error) = resources.Read(parameters);
        if (error is not null)
        {
            return (null, error);
        }

        // Last, because a proof that was looked at is used up.
        var (keyThumbprint, proofError) = await binding.ReadAsync(context, client);
        return proofError is null ? (new TokenRequest(parameters, audience, keyThumbprint), null) : (null, proofError);
    }
}
