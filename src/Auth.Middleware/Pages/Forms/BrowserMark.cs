using Auth.Credentials;
using Auth.Hosting;
using Auth.Pages.Shell;
using Microsoft.AspNetCore.Http;

namespace Auth.Pages.Forms;

/// <summary>A random cookie that ties forms to the browser they were shown in; it says nothing about its user and lives as long as the browser's session.</summary>
internal sealed class BrowserMark(PublicUrl publicUrl)
{
    private const string Cookie = "auth_form";
    private const int Length = Base62.RandomLength;

    /// <summary>The mark of a browser, or <see langword="null"/>.</summary>
    public static string? Read(HttpContext context) =>
        context.Request.Cookies.TryGetValue(Cookie, out var mark) && mark.Length == Length ? mark : null;

    /// <summary>The mark of a browser; a browser without one gets one.</summary>
    public string ReadOrCreate(HttpContext context)
    {
        if (
            Read(context) is { } known
            || (context.Items.TryGetValue(Cookie, out var made) && (known = made as string) is not null)
        )
        {
            return known;
        }

        var mark = Base62.Random(Length);
        context.Items[Cookie] = mark;
        context.Response.Cookies.Append(Cookie, mark, PageCookies.Options(publicUrl.IsSecure));
        return mark;
    }
}
