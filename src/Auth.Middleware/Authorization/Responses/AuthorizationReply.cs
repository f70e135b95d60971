using Auth.Authorization.Consent;
using Auth.Authorization.Requests;
using Auth.Hosting;
using Auth.Pages;
using Auth.Pages.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Authorization.Responses;

/// <summary>Answers the client through the user's browser, or the user where the client is not known to be the client.</summary>
internal sealed class AuthorizationReply(PageWriter pages, PublicUrl publicUrl)
{
    private const string Submit = "document.forms[0].submit()";

    /// <summary>Sends a code to the client, or to the page where the user copies it.</summary>
    public Task CodeAsync(HttpContext context, AuthorizationProfile profile, AuthorizationReturn target, string code) =>
        target.IsOutOfBand
            ? RedirectAsync(
                context,
                profile.RedirectStatus,
                $"{publicUrl.Path}{profile.NativePath}?code={Uri.EscapeDataString(code)}"
            )
            : SendAsync(context, profile, target, ResponseParameters.OfCode(code, target.State, profile.Issuer()));

    /// <summary>Says what is wrong: to the client where that is safe, else to the user.</summary>
    /// <param name="context">The request.</param>
    /// <param name="profile">The rules.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="target">Where the client is; <see langword="null"/> when it is not known.</param>
    /// <param name="state">The state that was sent.</param>
    public Task ProblemAsync(
        HttpContext context,
        AuthorizationProfile profile,
        AuthorizationProblem problem,
        AuthorizationReturn? target,
        string? state
    )
    {
        var error = profile.ErrorFor(problem);
        var redirects =
            target is { IsOutOfBand: false }
            && problem.MayRedirect()
            && (
                profile.RedirectsErrors
                || HttpMethods.IsPost(context.Request.Method)
                || problem == AuthorizationProblem.Denied
            );
        if (redirects)
        {
            return SendAsync(context, profile, target!, ResponseParameters.OfError(error, state, profile.Issuer()));
        }

        return profile.WriteFailure is { } write
            ? write(context, new AuthorizationFailure(problem, error, state))
            : pages.ProblemAsync(context, profile.Pages, error);
    }

    private Task SendAsync(
        HttpContext context,
        AuthorizationProfile profile,
        AuthorizationReturn target,
        IReadOnlyList<(string Name, string Value)> parameters
    ) =>
        target.Mode == "form_post"
            ? PostAsync(context, profile, target, parameters)
            : RedirectAsync(context, profile.RedirectStatus, profile.WriteUrl(target, parameters));

    /// <summary>RFC 9700 section 4.12: never 307, which would send the form on.</summary>
    private static Task RedirectAsync(HttpContext context, int status, string url)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers[HeaderNames.Location] = url;
        response.Headers[HeaderNames.CacheControl] = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }

    /// <summary>The form post response mode: a page whose form goes to the client by itself, or by a button without scripts.</summary>
    private Task PostAsync(
        HttpContext context,
        AuthorizationProfile profile,
        AuthorizationReturn target,
        IReadOnlyList<(string Name, string Value)> parameters
    )
    {
        var chosen = profile.Pages ?? pages.Chosen;
        var main = Html.Of(
            $"<h1>One moment</h1><form method=\"post\" name=\"redirect_form\" action=\"{target.RedirectUri}\">{HiddenFields.Of(parameters)}<noscript><button type=\"submit\">Return to the application</button></noscript></form><script>{Html.Raw(Submit)}</script>"
        );
        return HtmlDocument.WriteAsync(
            context,
            StatusCodes.Status200OK,
            chosen.Document(new PageContent("Returning to the application", main)),
            chosen.Style,
            ReturnTarget.AsSource(target),
            Submit
        );
    }
}
