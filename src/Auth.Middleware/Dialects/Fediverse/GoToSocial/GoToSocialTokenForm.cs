using Auth.ClientAuthentication;
using Auth.Http;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>Finds all that is missing from a token request at once.</summary>
internal static class GoToSocialTokenForm
{
    public const string AuthorizationCode = "authorization_code";
    public const string ClientCredentials = "client_credentials";

    /// <summary>What is wrong with the form of a request.</summary>
    /// <returns><see langword="null"/> when the client may be looked at.</returns>
    public static OAuthError? Check(HttpContext context, RequestParameters parameters)
    {
        var missing = Missing(context, parameters).ToList();
        if (missing.Count > 0)
        {
            return GoToSocialTexts.Invalid(string.Join(": ", missing));
        }

        var grantType = parameters.Text("grant_type");
        return grantType is not (AuthorizationCode or ClientCredentials) ? GoToSocialTexts.UnsupportedGrantType
            : grantType == AuthorizationCode
            && (parameters.Text("code") is null || parameters.Text("redirect_uri") is null)
                ? GoToSocialTexts.EmptyParameter
            : null;
    }

    private static IEnumerable<string> Missing(HttpContext context, RequestParameters parameters)
    {
        var usesBasic = BasicCredentials.IsScheme(context.Request.Headers.Authorization.ToString());
        var grantType = parameters["grant_type"]?.Text;
        if (grantType is null)
        {
            yield return "grant_type was not set in the token request form, but must be set to authorization_code or client_credentials";
        }

        if (!usesBasic && parameters["client_id"] is null)
        {
            yield return "client_id was not set in the token request form";
        }

        if (!usesBasic && parameters["client_secret"] is null)
        {
            yield return "client_secret was not set in the token request form";
        }

        // An application that acts for itself is not sent anywhere.
        if (grantType != ClientCredentials && parameters["redirect_uri"] is null)
        {
            yield return "redirect_uri was not set in the token request form";
        }

        var hasCode = parameters["code"] is not null;
        if (grantType == AuthorizationCode && !hasCode)
        {
            yield return "code was not set in the token request form, but must be set since grant_type is authorization_code";
        }

        if (grantType is not null and not AuthorizationCode && hasCode)
        {
            yield return "a code was provided in the token request form, but grant_type was not set to authorization_code";
        }
    }
}
