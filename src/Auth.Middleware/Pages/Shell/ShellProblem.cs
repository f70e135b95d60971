using Auth.Pages.Text;
using Microsoft.AspNetCore.Http;

namespace Auth.Pages.Shell;

/// <summary>A page that says what went wrong and what to do next.</summary>
internal static class ShellProblem
{
    /// <summary>Sends the page of a status.</summary>
    /// <param name="context">The request.</param>
    /// <param name="frame">What stands around it.</param>
    /// <param name="status">The status.</param>
    /// <param name="detail">What is wrong, where more is known than the status says.</param>
    public static Task WriteAsync(HttpContext context, PageFrame frame, int status, string? detail = null)
    {
        var (heading, text) = status switch
        {
            StatusCodes.Status401Unauthorized => (PageText.ProblemSignIn, PageText.ProblemSignInText),
            StatusCodes.Status403Forbidden => (PageText.ProblemForbidden, PageText.ProblemForbiddenText),
            StatusCodes.Status404NotFound => (PageText.ProblemMissing, PageText.ProblemMissingText),
            StatusCodes.Status413PayloadTooLarge => (PageText.ProblemTooLarge, PageText.ProblemTooLargeText),
            StatusCodes.Status429TooManyRequests => (PageText.ProblemTooMany, PageText.ProblemTooManyText),
            StatusCodes.Status503ServiceUnavailable => (PageText.ProblemDown, PageText.ProblemDownText),
            _ => (PageText.ProblemForm, PageText.ProblemFormText),
        };
        var main = Html.Of(
            $"""
            {Parts.Head(
                heading,
                Html.Text(
                    detail
                        ?? text
                )
            )}
            <p><a class="button plain" href="{frame.Home}">{PageText.ProblemHome}</a></p>
            """
        );
        return PageShell.WriteAsync(context, status, frame, new PageContent(heading, main));
    }
}
