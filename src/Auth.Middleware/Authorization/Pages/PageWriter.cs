using Auth.Pages;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization;

/// <summary>Sends the pages that the host has chosen.</summary>
internal sealed class PageWriter(AuthorizationPages chosen)
{
    /// <summary>The host's pages.</summary>
    public AuthorizationPages Chosen => chosen;

    /// <summary>Sends a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="pages">The pages; <see langword="null"/> for the host's.</param>
    /// <param name="render">Chooses one.</param>
    /// <param name="formTargets">Where its forms may lead besides this host.</param>
    public Task WriteAsync(
        HttpContext context,
        int status,
        AuthorizationPages? pages,
        Func<AuthorizationPages, PageContent> render,
        string? formTargets = null
    )
    {
        var from = pages ?? chosen;
        return HtmlDocument.WriteAsync(context, status, from.Document(render(from)), from.Style, formTargets);
    }

    /// <summary>Says what is wrong.</summary>
    public Task ProblemAsync(HttpContext context, AuthorizationPages? pages, OAuthError error) =>
        WriteAsync(context, error.Status, pages, page => page.Problem(new ProblemPage(error)));
}
