using Auth.Http;
using Microsoft.AspNetCore.Http;

namespace Auth.Pages.Forms;

/// <summary>Reads the form of a page.</summary>
internal static class SentForm
{
    /// <summary>Reads it.</summary>
    /// <returns>What was sent, or the status of what is wrong with it.</returns>
    public static async ValueTask<(RequestParameters Sent, int? Status)> ReadAsync(HttpContext context)
    {
        var (sent, error) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        return error switch
        {
            null => (sent, null),
            { Kind: RequestBodyErrorKind.TooLarge } => (sent, StatusCodes.Status413PayloadTooLarge),
            _ => (sent, StatusCodes.Status400BadRequest),
        };
    }
}
