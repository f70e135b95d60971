using Auth.Bearer;
using Auth.Bearer.Sessions;
using Auth.DPoP;
using Auth.Hosting;
using Auth.Resources;
using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>Checks tokens that are not good for everybody everywhere: bound to a key (RFC 9449) or to resources (RFC 8707).</summary>
internal sealed class RestrictedTokens(DPoPVerifier verifier, KnownResources resources, PublicUrl publicUrl)
{
    /// <summary>Checks a live token against the request it came with; the challenge of a failure is set already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">Its endpoint.</param>
    /// <param name="session">The token's session.</param>
    /// <param name="token">The token when it was sent with the DPoP scheme; <see langword="null"/> when sent as a bearer token.</param>
    /// <returns><see langword="null"/> when it may pass.</returns>
    public async ValueTask<BearerFailure?> CheckAsync(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession session,
        string? token
    )
    {
        var failure =
            !session.Audience.IsEmpty
            && !session.Audience.Contains(endpoint.Resource ?? resources.Default, StringComparer.Ordinal)
                ? BearerFailure.OtherResource
            : token is null && session.KeyThumbprint is not null ? BearerFailure.Bound
            : token is not null && session.KeyThumbprint is null ? BearerFailure.NotBound
            : (BearerFailure?)null;
        if (failure is null && token is not null)
        {
            return await CheckProofAsync(context, token, session.KeyThumbprint!);
        }

        if (failure is not null)
        {
            Challenge(context, failure.Value, token is not null);
        }

        return failure;
    }

    /// <summary>Names the DPoP scheme in the answer to a token that is refused: with the reason when the token came with it.</summary>
    public static void Challenge(HttpContext context, BearerFailure failure, bool usesProofs)
    {
        if (usesProofs)
        {
            DPoPReply.Challenge(context, BearerChallenge.ErrorFor(failure));
        }
        else if (failure == BearerFailure.Bound)
        {
            DPoPReply.Challenge(context, error: null);
        }
    }

    private async ValueTask<BearerFailure?> CheckProofAsync(HttpContext context, string token, string keyThumbprint)
    {
        var request = context.Request;
        var outcome = await verifier.VerifyAsync(
            new DPoPRequest(
                request.Headers[DPoPReply.Proof],
                request.Method,
                publicUrl.Of(request),
                token,
                keyThumbprint
            ),
            context.RequestAborted
        );
        DPoPReply.HandOut(context, outcome.Nonce);
        if (outcome is not DPoPOutcome.Refused(var error, _))
        {
            return null;
        }

        DPoPReply.Challenge(context, error);
        return error.Code == OAuthErrors.UseDPoPNonce.Code ? BearerFailure.NonceNeeded : BearerFailure.BadProof;
    }
}
