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
}
