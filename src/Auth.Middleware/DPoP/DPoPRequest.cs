using Microsoft.Extensions.Primitives;

namespace Auth.DPoP;

/// <summary>What a proof must be about.</summary>
/// <param name="Header">The <c>DPoP</c> header as it was sent.</param>
/// <param name="Method">The method of the request.</param>
/// <param name="Url">The URL of the request as the outside world writes it, without query.</param>
/// <param name="Token">The access token beside the proof; <see langword="null"/> where a token is asked for.</param>
/// <param name="KeyThumbprint">The key the token is bound to; <see langword="null"/> likewise.</param>
internal sealed record DPoPRequest(
    StringValues Header,
    string Method,
    string Url,
    string? Token = null,
    string? KeyThumbprint = null
)
{
    /// <summary>Does not show the token.</summary>
    public override string ToString() => $"DPoPRequest {{ Method = {Method} }}";
}
