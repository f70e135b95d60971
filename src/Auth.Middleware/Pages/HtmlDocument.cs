using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Pages;

/// <summary>Sends a page: nothing from elsewhere, never framed or stored.</summary>
internal static class HtmlDocument
{
    /// <summary>Sends a document whose style sheet stands in it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="document">The whole document.</param>
    /// <param name="style">The style sheet that stands in it.</param>
    /// <param name="formTargets">Where its forms may lead besides this host, a redirect behind them included: sources of CSP.</param>
    /// <param name="script">The one script that stands in it; <see langword="null"/> for none.</param>
    public static Task WriteAsync(
        HttpContext context,
        int status,
        Html document,
        string style,
        string? formTargets = null,
        string? script = null
    )
    {
        var scripts = script is null ? "" : $"script-src {HashOf(script)}; ";
        var forms = formTargets is null ? "'self'" : "'self' " + formTargets;
        return SendAsync(context, status, document, $"style-src {HashOf(style)}; {scripts}form-action {forms}");
    }

    /// <summary>Sends a document that loads style sheets and scripts of this host.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="document">The whole document.</param>
    public static Task WriteAsync(HttpContext context, int status, Html document) =>
        SendAsync(
            context,
            status,
            document,
            "style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'"
        );

    /// <summary>Keeps the page out of frames, caches and referrers.</summary>
    private static Task SendAsync(HttpContext context, int status, Html document, string allowed)
    {
        var bytes = Encoding.UTF8.GetBytes(document.ToString());
        var response = context.Response;
        var headers = response.Headers;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        headers[HeaderNames.ContentSecurityPolicy] =
            $"default-src 'none'; {allowed}; frame-ancestors 'none'; base-uri 'none'";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers[HeaderNames.CacheControl] = "no-store";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static string HashOf(string source) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(source)))}'";
}
