using System.Text;
using Auth.Pages;
using Auth.Pages.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth.Portal.Trying;

/// <summary>The answer to a call, as far as a developer wants to see it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, one a line.</param>
/// <param name="Body">The beginning of the body.</param>
internal sealed record TryAnswer(int Status, string Headers, string Body)
{
    public static TryAnswer Of(HttpResponse response, ReadOnlySpan<byte> body) =>
        new(
            response.StatusCode,
            string.Join('\n', response.Headers.Select(header => $"{header.Key}: {header.Value}")),
            Encoding.UTF8.GetString(body)
        );

    /// <summary>The answer as markup.</summary>
    public Html ToHtml()
    {
        var look =
            Status < StatusCodes.Status400BadRequest ? "good"
            : Status == StatusCodes.Status429TooManyRequests ? "warn"
            : "bad";
        var line = $"{Status} {ReasonPhrases.GetReasonPhrase(Status)}";
        var words =
            Status == StatusCodes.Status429TooManyRequests ? PageText.PortalTryLimited : PageText.PortalTryAnswered;
        return Html.Of(
            $"<p class=\"notice {look}\" role=\"status\"><strong>{line}</strong> · {words}</p><div class=\"code\"><pre tabindex=\"0\" role=\"region\" aria-label=\"{PageText.PortalTryAnswer}\"><code>{Headers}\n\n{Body}</code></pre></div>"
        );
    }
}
