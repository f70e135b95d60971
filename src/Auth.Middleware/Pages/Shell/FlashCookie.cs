using System.Globalization;
using Auth.Hosting;
using Auth.Pages.Text;
using Microsoft.AspNetCore.Http;

namespace Auth.Pages.Shell;

/// <summary>Carries a notice over the redirect behind a form. The cookie holds the name of a text and nothing else, and is read once.</summary>
internal sealed class FlashCookie(PublicUrl publicUrl)
{
    private const string Cookie = "auth_notice";

    /// <summary>What the names of texts that may be shown this way start with.</summary>
    private const string Prefix = "Notice";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Shows a notice on the next page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name of a text of <see cref="PageText"/> that starts with <c>Notice</c>: use <c>nameof</c>.</param>
    public void Set(HttpContext context, string name) =>
        context.Response.Cookies.Append(Cookie, name, PageCookies.Options(publicUrl.IsSecure, Lifetime));

    /// <summary>The notice that this page is to show, or <see langword="null"/>; it is not shown again.</summary>
    public PageNotice? Take(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(Cookie, out var name))
        {
            return null;
        }

        context.Response.Cookies.Delete(Cookie, PageCookies.Options(publicUrl.IsSecure));
        return
            name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.All(char.IsAsciiLetter)
            && PageText.ResourceManager.GetString(name, CultureInfo.CurrentUICulture) is { } text
            ? new PageNotice(text)
            : null;
    }
}
