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
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--page:#f6f8fa;--card:#fff;--line:#d0d7de;--go:#0b5cad;--go-ink:#fff;
        --good:#1a7f37;--bad:#9a6700}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9ea7b3;--page:#0d1117;--card:#161b22;--line:#30363d;--go:#4493f8;
        --go-ink:#0d1117;--good:#3fb950;--bad:#d29922}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;min-height:100svh;display:grid;place-items:center;padding:1rem;
        background:var(--page);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{width:100%;max-width:30rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-top:.25rem solid var(--tone);
        border-radius:.75rem;overflow-wrap:break-word}
        .ask{--tone:var(--go)}.good{--tone:var(--good)}.bad{--tone:var(--bad)}
        h1{margin:0 0 .75rem;font-size:1.375rem;line-height:1.3}p{margin:0 0 1.25rem;color:var(--soft)}
        pre{margin:0;padding:.75rem 1rem;overflow-x:auto;background:var(--page);border:1px solid var(--line);border-radius:.5rem;
        font:.8125rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}main>:last-child{margin-bottom:0}
        button{font:inherit;font-weight:600;width:100%;padding:.7rem 1rem;border:0;border-radius:.5rem;background:var(--go);color:var(--go-ink);cursor:pointer}
        button:hover{filter:brightness(1.1)}button:focus-visible{outline:3px solid var(--go);outline-offset:3px}
        @media(max-width:26rem){main{padding:1.5rem 1.25rem}}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Writes a page with a heading, a paragraph and, when given, a command to copy and a form of one button that posts to the same address.</summary>
    public static Task WriteAsync(
        HttpContext context,
        int status,
        string heading,
        string text,
        string? button = null,
        string? command = null
    )
    {
        var encode = HtmlEncoder.Default;
        var tone =
            status >= StatusCodes.Status400BadRequest ? "bad"
            : button is null ? "good"
            : "ask";
        var form = button is null
            ? ""
            : $"<form method=\"post\"><button type=\"submit\">{encode.Encode(button)}</button></form>";
        var code = command is null ? "" : $"<pre tabindex=\"0\"><code>{encode.Encode(command)}</code></pre>";
        var bytes = Encoding.UTF8.GetBytes(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + $"<title>{encode.Encode(heading)}</title><style>{Style}</style></head>"
                + $"<body><main class=\"{tone}\"><h1>{encode.Encode(heading)}</h1><p>{encode.Encode(text)}</p>{code}{form}</main></body></html>"
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
