using Auth.Http;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>How the dialect reads requests: JSON or multipart when they say so, and a form over the query otherwise.</summary>
internal static class GoToSocialParameters
{
    /// <summary>The API: of a repeated parameter the last value counts.</summary>
    public static BodyRules Lenient { get; } =
        new(BodyFormats.All)
        {
            Untyped = BodyFormats.Form,
            Foreign = BodyFormats.Form,
            AllowsRepeats = true,
        };

    /// <summary>The OAuth endpoints: a repeated parameter is refused (RFC 6749 section 3.2).</summary>
    public static BodyRules Strict { get; } =
        new(BodyFormats.All) { Untyped = BodyFormats.Form, Foreign = BodyFormats.Form };

    /// <summary>Reads the parameters of an OAuth request, or the error in the dialect's words.</summary>
    public static async ValueTask<(RequestParameters Parameters, OAuthError? Error)> ReadAsync(HttpContext context)
    {
        var (parameters, error) = await FediverseBody.ReadAsync(context, Strict);
        return (parameters, error is null ? null : Auth.Wire.OAuthReply.ErrorFor(error));
    }
}
