using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Pages;

/// <summary>Writes a small page: no scripts, nothing from elsewhere, light and dark, phone width, never framed or stored.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--page:#f6f8fa;--card:#fff;--line:#d0d7de;--go:#0b5cad;--go-ink:#fff}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9ea7b3;--page:#0d1117;--card:#161b22;--line:#30363d;--go:#4493f8;--go-ink:#0d1117}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--page);
        color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{width:100%;max-width:30rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
        h1{margin:0 0 .75rem;font-size:1.375rem;line-height:1.3}p{margin:0 0 1.25rem;color:var(--soft)}p:last-child{margin-bottom:0}
        button{font:inherit;font-weight:600;width:100%;padding:.7rem 1rem;border:0;border-radius:.5rem;background:var(--go);color:var(--go-ink);cursor:pointer}
        button:focus-visible{outline:3px solid var(--go);outline-offset:3px}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Writes a page with a heading, a paragraph and, when asked, a form of one button that posts to the same address.</summary>
    public static Task WriteAsync(HttpContext context, int status, string heading, string text, string? button = null)
    {
        var encode = HtmlEncoder.Default;
        var form = button is null
            ? ""
            : $"<form method=\"post\"><button type=\"submit\">{encode.Encode(button)}</button></form>";
        var bytes = Encoding.UTF8.GetBytes(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + $"<title>{encode.Encode(heading)}</title><style>{Style}</style></head>"
                + $"<body><main><h1>{encode.Encode(heading)}</h1><p>{encode.Encode(text)}</p>{form}</main></body></html>"
        );

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        Protect(response.Headers);
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>Keeps the page out of frames, caches and referrers.</summary>
    private static void Protect(IHeaderDictionary headers)
    {
        headers[HeaderNames.ContentSecurityPolicy] = Policy;
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers[HeaderNames.CacheControl] = "no-store";
    }
}
