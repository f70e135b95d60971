using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Pages;

/// <summary>Sends a page: no scripts, nothing from elsewhere, never framed or stored.</summary>
internal static class HtmlDocument
{
    /// <summary>Sends a document.</summary>
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
        var bytes = Encoding.UTF8.GetBytes(document.ToString());
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        Protect(response.Headers, style, formTargets, script);
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>Keeps the page out of frames, caches and referrers.</summary>
    private static void Protect(IHeaderDictionary headers, string style, string? formTargets, string? script)
    {
        var scripts = script is null ? "" : $"script-src {HashOf(script)}; ";
        var forms = formTargets is null ? "'self'" : "'self' " + formTargets;
        headers[HeaderNames.ContentSecurityPolicy] =
            $"default-src 'none'; style-src {HashOf(style)}; {scripts}form-action {forms}; frame-ancestors 'none'; base-uri 'none'";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers[HeaderNames.CacheControl] = "no-store";
    }

    private static string HashOf(string source) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(source)))}'";
}
