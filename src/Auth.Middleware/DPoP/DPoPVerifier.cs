using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Auth.Credentials;
using Auth.Jose;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.DPoP;

/// <summary>Checks proofs of possession (RFC 9449 section 4.3): what costs nothing first, then the signature, then whether it was used.</summary>
internal sealed class DPoPVerifier(
    DPoPNonces nonces,
    OneTimeTokens used,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    /// <summary>Checks the proof of one request; a good one is thereby used up.</summary>
    public async ValueTask<DPoPOutcome> VerifyAsync(DPoPRequest request, CancellationToken cancellationToken)
    {
        var (proof, problem) = DPoPProof.Read(request.Header);
        problem ??= FindProblem(proof!, request);
        if (problem is not null)
        {
            return Invalid(problem);
        }

        var settings = options.CurrentValue.DPoP;
        var nonce = settings.RequireNonce ? nonces.Judge(proof!.Claim("nonce")) : NonceState.Fresh;
        if (nonce == NonceState.Invalid)
        {
            return new DPoPOutcome.Refused(OAuthErrors.UseDPoPNonce, nonces.Create());
        }

        if (!await JwtSignature.IsValidAsync(proof!.Jwt, proof.Key))
        {
            return Invalid("The signature of the DPoP proof is wrong.");
        }

        var memory = settings.ProofLifetime + (2 * settings.ClockSkew);
        return await used.TryTakeAsync("dpop", proof.Key.Thumbprint, proof.Id, memory, cancellationToken)
            ? new DPoPOutcome.Proved(proof.Key.Thumbprint, nonce == NonceState.Ageing ? nonces.Create() : null)
            : Invalid("The DPoP proof was used before.");
    }

    private string? FindProblem(DPoPProof proof, DPoPRequest request)
    {
        var settings = options.CurrentValue.DPoP;
        var age = clock.UtcNow - proof.IssuedAt;
        return proof.Claim("htm") != request.Method ? "The htm claim is not the method of the request."
            : !HttpUri.AreEqual(proof.Claim("htu"), request.Url) ? "The htu claim is not the URL of the request."
            : age > settings.ProofLifetime + settings.ClockSkew ? "The DPoP proof is too old."
            : age < -settings.ClockSkew ? "The DPoP proof is from the future."
            : request.Token is { } token && !IsHashOf(token, proof.Claim("ath"))
                ? "The ath claim is not the hash of the access token."
            : request.KeyThumbprint is { } bound && bound != proof.Key.Thumbprint
                ? "The access token is bound to another key."
            : null;
    }

    private static bool IsHashOf(string token, string? claim)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        CredentialHash.Sha256(token, digest);
        return claim is not null
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(claim),
                Encoding.ASCII.GetBytes(Base64Url.EncodeToString(digest))
            );
    }

    private static DPoPOutcome.Refused Invalid(string description) =>
        new(OAuthErrors.InvalidDPoPProof with { Description = description });
}
