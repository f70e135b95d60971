namespace Auth.Bearer;

/// <summary>Why a caller is turned away before the endpoint.</summary>
internal enum BearerFailure
{
    /// <summary>The endpoint wants a token and there is none (RFC 6750 section 3: no error code).</summary>
    Missing,

    /// <summary>The header is malformed or repeated (RFC 6750 section 3.1, <c>invalid_request</c>).</summary>
    Malformed,

    /// <summary>The token is unknown or revoked (<c>invalid_token</c>).</summary>
    Invalid,

    /// <summary>The token was ours and has ended (<c>invalid_token</c>).</summary>
    Expired,

    /// <summary>An operator has switched the client off.</summary>
    Disabled,

    /// <summary>The token was issued for other resources (<c>invalid_token</c>, RFC 8707).</summary>
    OtherResource,

    /// <summary>The token is bound to a key and was sent as a bearer token (<c>invalid_token</c>, RFC 9449 section 7.2).</summary>
    Bound,

    /// <summary>The token is not bound to a key and was sent with the DPoP scheme (<c>invalid_token</c>).</summary>
    NotBound,

    /// <summary>The proof beside the token is no good; the challenge of the DPoP scheme says why.</summary>
    BadProof,

    /// <summary>The proof beside the token must hold the nonce that comes with the answer (RFC 9449 section 9).</summary>
    NonceNeeded,
}
