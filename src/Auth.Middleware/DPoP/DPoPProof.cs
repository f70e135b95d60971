using Auth.Jose;
using Microsoft.Extensions.Primitives;

namespace Auth.DPoP;

/// <summary>A proof as it was sent (RFC 9449 section 4.2): of the right form, and not yet believed.</summary>
internal sealed class DPoPProof
{
    /// <summary>More than a proof with the largest key needs.</summary>
    private const int MaxLength = 4_096;

    private const int MaxIdLength = 256;
    private const string Type = "dpop+jwt";

    private DPoPProof(CompactJwt jwt, PublicJwk key, string id, DateTimeOffset issuedAt) =>
        (Jwt, Key, Id, IssuedAt) = (jwt, key, id, issuedAt);

    /// <summary>The proof as a token.</summary>
    public CompactJwt Jwt { get; }

    /// <summary>The key it shows and is signed with.</summary>
    public PublicJwk Key { get; }

    /// <summary><c>jti</c></summary>
    public string Id { get; }

    /// <summary><c>iat</c></summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>Another claim that is text.</summary>
    public string? Claim(string name) => Jwt.Payload.Text(name);

    /// <summary>Reads the one header line (RFC 9449 section 4.3, checks 1 to 5 and 7).</summary>
    /// <returns>The proof, or what is wrong, in words for the caller.</returns>
    public static (DPoPProof? Proof, string? Problem) Read(StringValues header)
    {
        if (header.Count != 1)
        {
            return (null, header.Count == 0 ? "A DPoP proof is required." : "More than one DPoP header was sent.");
        }

        if (CompactJwt.TryParse(header[0], MaxLength) is not { } jwt)
        {
            return (null, "The DPoP proof is not a well-formed JWT.");
        }

        if (jwt.Header.Text("typ") != Type)
        {
            return (null, "The type of the DPoP proof must be dpop+jwt.");
        }

        if (!jwt.Header.TryGetProperty("jwk", out var jwk) || PublicJwk.TryRead(jwk) is not { } key)
        {
            return (null, "The DPoP proof must hold a public key of an acceptable kind.");
        }

        if (jwt.Algorithm is not { } algorithm || !key.Suits(algorithm))
        {
            return (null, "The algorithm of the DPoP proof is not acceptable.");
        }

        return
            jwt.Payload.Text("jti") is { Length: > 0 and <= MaxIdLength } id
            && jwt.Payload.TryTime("iat", out var issuedAt)
            && issuedAt is not null
            ? (new DPoPProof(jwt, key, id, issuedAt.Value), null)
            : (null, "The DPoP proof must have the claims jti and iat.");
    }
}
