using Auth.ClientAuthentication;
using Auth.Http;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>How the dialect reads requests: any body, the query below it, and the client wherever it says who it is.</summary>
internal static class MastodonParameters
{
    /// <summary>The API: of a repeated parameter the last value counts.</summary>
    public static BodyRules Lenient { get; } =
        new(BodyFormats.All)
        {
            Untyped = BodyFormats.Form,
            SkipsForeign = true,
            AllowsRepeats = true,
        };

    /// <summary>The OAuth endpoints: a repeated parameter is refused (RFC 6749 section 3.2).</summary>
    public static BodyRules Strict { get; } = new(BodyFormats.All) { Untyped = BodyFormats.Form, SkipsForeign = true };

    /// <summary>Reads the parameters of an OAuth request, or the error in the dialect's words.</summary>
    public static async ValueTask<(RequestParameters Parameters, OAuthError? Error)> ReadAsync(HttpContext context)
    {
        var (parameters, error) = await FediverseBody.ReadAsync(context, Strict);
        return (parameters, error is null ? null : Auth.Wire.OAuthReply.ErrorFor(error));
    }

    /// <summary>A refusal of the client in the dialect's words.</summary>
    public static OAuthError Worded(OAuthError refusal) =>
        refusal.Code switch
        {
            _ when refusal.Code == OAuthErrors.InvalidClient.Code => MastodonTexts.InvalidClient,
            _ when refusal.Code == OAuthErrors.InvalidRequest.Code => MastodonTexts.TwoMethods,
            _ => refusal,
        };

    /// <summary>Whether the caller says at all who it is.</summary>
    public static bool NamesClient(HttpContext context, RequestParameters parameters) =>
        parameters.Text("client_id") is not null
        || BasicCredentials.IsScheme(context.Request.Headers.Authorization.ToString());
}
