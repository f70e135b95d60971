using Auth.Bearer;
using Auth.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Wire;

/// <summary>Writes OAuth errors (RFC 6749 section 5.2): JSON with an <c>error</c> member, never stored.</summary>
internal sealed class OAuthReply(BearerChallenge challenge, IOptionsMonitor<ClientCredentialsAuthOptions> options)
{
    /// <summary>Writes an error; a 401 carries a challenge (RFC 9110 section 15.5.2).</summary>
    public Task ErrorAsync(HttpContext context, OAuthError error)
    {
        JsonReply.NoStore(context.Response);
        if (error.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] =
                error.Code == OAuthErrors.InvalidToken.Code ? challenge.For(error) : challenge.Basic;
        }

        return WriteAsync(context, error);
    }

    /// <summary>Writes the body of an error, with the page that explains it when the host has one.</summary>
    public Task WriteAsync(HttpContext context, OAuthError error)
    {
        var page = options.CurrentValue.ErrorDocumentation is { } uri ? $"{uri.AbsoluteUri}#{error.Code}" : null;
        var body = new OAuthErrorBody(error.Code, error.Description, page);
        return JsonReply.WriteAsync(context, error.Status, body, AuthJsonContext.Relaxed.OAuthErrorBody);
    }

    /// <summary>The answer to a body that cannot be read.</summary>
    public Task BodyErrorAsync(HttpContext context, RequestBodyError error) => ErrorAsync(context, ErrorFor(error));

    /// <summary>The error that a body which cannot be read stands for.</summary>
    public static OAuthError ErrorFor(RequestBodyError error) =>
        error.Kind switch
        {
            RequestBodyErrorKind.TooLarge => OAuthErrors.ContentTooLarge,
            RequestBodyErrorKind.UnsupportedMediaType => Invalid(
                "The media type or charset of the body is not supported."
            ),
            RequestBodyErrorKind.DuplicateParameter => Invalid("A parameter was sent more than once."),
            RequestBodyErrorKind.MalformedJson => Invalid("The body is not valid JSON."),
            RequestBodyErrorKind.NotAnObject => Invalid("The body must be a JSON object."),
            _ => Invalid("The body is malformed."),
        };

    private static OAuthError Invalid(string description) =>
        OAuthErrors.InvalidRequest with
        {
            Description = description,
        };
}
