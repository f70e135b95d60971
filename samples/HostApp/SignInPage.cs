using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace HostApp;

/// <summary>The sign-in page: labels, light and dark, phone width, no scripts.</summary>
internal static class SignInPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--page:#f6f8fa;--card:#fff;--line:#d0d7de;--go:#0b5cad;--go-ink:#fff;--no:#b42318}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9ea7b3;--page:#0d1117;--card:#161b22;--line:#30363d;--go:#4493f8;--go-ink:#0d1117;--no:#ff7b72}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;min-height:100svh;display:grid;place-items:center;padding:1rem;background:var(--page);
        color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{width:100%;max-width:26rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-top:.25rem solid var(--go);border-radius:.75rem}
        h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.3}p{margin:0 0 1.25rem;color:var(--soft)}.no{color:var(--no);font-weight:600}
        label{display:block;margin:0 0 .35rem;font-weight:600}
        input{font:inherit;width:100%;margin:0 0 1.25rem;padding:.6rem .75rem;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:.5rem}
        button{font:inherit;font-weight:600;width:100%;padding:.7rem 1rem;border:0;border-radius:.5rem;background:var(--go);color:var(--go-ink);cursor:pointer}
        button:hover{filter:brightness(1.1)}input:focus-visible,button:focus-visible{outline:3px solid var(--go);outline-offset:3px}
        @media(max-width:26rem){main{padding:1.5rem 1.25rem}}
        """;

    // No form-action: browsers hold it against the redirects behind a sign-in too, and those lead wherever the application lives.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The page.</summary>
    /// <param name="back">Where the user goes afterwards.</param>
    /// <param name="email">What was written before.</param>
    /// <param name="failed">Whether it did not fit.</param>
    public static IResult Of(string back, string email, bool failed)
    {
        var described = Described(failed);
        var fields = $"""
            <label for="email">E-mail address</label><input type="email" id="email" name="email" required autocomplete="username" value="{HtmlEncoder.Default.Encode(
                email
            )}"{described}>
            <label for="password">Password</label><input type="password" id="password" name="password" required autocomplete="current-password"{described}>
            """;
        var fault = failed ? "E-mail address and password do not fit together." : "";
        return new Result(Html("/sign-in", back, "to the try-out host", fault, fields), failed);
    }

    /// <summary>The page of operators.</summary>
    /// <param name="back">Where the operator goes afterwards.</param>
    /// <param name="failed">Whether the key did not fit.</param>
    public static IResult OfOperator(string back, bool failed)
    {
        var field =
            $"<label for=\"key\">Operator key</label><input type=\"password\" id=\"key\" name=\"key\" required autocomplete=\"current-password\"{Described(failed)}>";
        var fault = failed ? "That is not the operator key." : "";
        return new Result(Html("/operators/sign-in", back, "as an operator", fault, field), failed);
    }

    private static string Described(bool failed) => failed ? " aria-describedby=\"fault\"" : "";

    private static string Html(string action, string back, string lead, string fault, string fields)
    {
        var alert = fault.Length == 0 ? "" : $"<p class=\"no\" role=\"alert\" id=\"fault\">{fault}</p>";
        return $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Sign in</title><style>{Style}</style></head>
            <body><main><h1>Sign in</h1><p>{lead}</p>{alert}<form method="post" action="{action}"><input type="hidden" name="ReturnUrl" value="{HtmlEncoder.Default.Encode(
                back
            )}">
            {fields}
            <button type="submit">Sign in</button></form></main></body></html>
            """;
    }

    private sealed class Result(string html, bool failed) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = failed ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.XFrameOptions = "DENY";
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers.CacheControl = "no-store";
            return response.WriteAsync(html);
        }
    }
}
