using Auth.Hosting;
using Auth.Pages.Shell;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Access;

/// <summary>Keeps a session in the browser: no script reads it, no other site sends it, and behind TLS no sub-domain can plant one.</summary>
internal sealed class SessionCookie(PublicUrl publicUrl)
{
    private const string Plain = "auth_portal";

    /// <summary>The prefix makes browsers insist on <c>Secure</c>, this very host and the path <c>/</c> (RFC 6265bis section 4.1.3.2).</summary>
    private string Name => publicUrl.IsSecure ? "__Host-" + Plain : Plain;

    /// <summary>What the browser sent, or <see langword="null"/>.</summary>
    public string? Read(HttpContext context) => context.Request.Cookies[Name];

    /// <summary>Gives the browser a session.</summary>
    public void Set(HttpContext context, string session, TimeSpan lifetime) =>
        context.Response.Cookies.Append(Name, session, PageCookies.Options(publicUrl.IsSecure, lifetime));

    /// <summary>Takes it back.</summary>
    public void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(Name, PageCookies.Options(publicUrl.IsSecure));
}
