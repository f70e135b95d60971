using Auth.Jose;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.DPoP;

/// <summary>The headers of RFC 9449, the same in every wire format.</summary>
internal static class DPoPReply
{
    /// <summary>The header that holds a proof.</summary>
    public const string Proof = "DPoP";

    /// <summary>The header that holds a nonce.</summary>
    public const string Nonce = "DPoP-Nonce";

    /// <summary>Hands a nonce out (RFC 9449 section 8.2), uncached and readable by scripts of other origins.</summary>
    public static void HandOut(HttpContext context, string? nonce)
    {
        if (nonce is null)
        {
            return;
        }

        var headers = context.Response.Headers;
        headers[Nonce] = nonce;
        JsonReply.NoStore(context.Response);
        if (context.Request.Headers.Origin.Count > 0)
        {
            headers.Append(HeaderNames.AccessControlExposeHeaders, $"{Nonce}, {HeaderNames.WWWAuthenticate}");
        }
    }

    /// <summary>Adds the scheme's challenge behind whatever the endpoint's wire format says of bearer tokens (RFC 9449 section 7.1).</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">What is wrong with the token or its proof; <see langword="null"/> to name the scheme only.</param>
    public static void Challenge(HttpContext context, OAuthError? error)
    {
        var reason = error is null ? "" : $"error=\"{error.Code}\", error_description=\"{error.Description}\", ";
        var challenge = $"DPoP {reason}algs=\"{SignatureAlgorithms.Listed}\"";
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Append(HeaderNames.WWWAuthenticate, challenge);
            return Task.CompletedTask;
        });
    }
}
