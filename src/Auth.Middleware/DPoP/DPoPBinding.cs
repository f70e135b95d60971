using Auth.Hosting;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.DPoP;

/// <summary>Finds the key a token is asked for (RFC 9449 section 5), for every endpoint that issues tokens.</summary>
internal sealed class DPoPBinding(DPoPVerifier verifier, PublicUrl publicUrl)
{
    /// <summary>Checks the proof beside a token request.</summary>
    /// <returns>The key's thumbprint, <see langword="null"/> when none was proved and the client needs none; or the error.</returns>
    public async ValueTask<(string? KeyThumbprint, OAuthError? Error)> ReadAsync(HttpContext context, Client client)
    {
        var request = context.Request;
        if (!request.Headers.TryGetValue(DPoPReply.Proof, out var header) && !client.RequiresDPoP)
        {
            return (null, null);
        }

        var outcome = await verifier.VerifyAsync(
            new DPoPRequest(header, request.Method, publicUrl.Of(request)),
            context.RequestAborted
        );
        DPoPReply.HandOut(context, outcome.Nonce);
        return outcome switch
        {
            DPoPOutcome.Proved(var thumbprint, _) => (thumbprint, null),
            DPoPOutcome.Refused(var error, _) => (null, error),
            _ => throw new InvalidOperationException("A proof came to nothing."),
        };
    }
}
