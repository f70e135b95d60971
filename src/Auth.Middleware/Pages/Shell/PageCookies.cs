using Microsoft.AspNetCore.Http;

namespace Auth.Pages.Shell;

/// <summary>How the cookies of pages are set: no script reads them, and no other site's form sends them.</summary>
internal static class PageCookies
{
    /// <summary>The options of a cookie for all pages.</summary>
    /// <param name="isSecure">Whether browsers reach the host over TLS.</param>
    /// <param name="lifetime">How long it stays; <see langword="null"/> for the browser's session.</param>
    public static CookieOptions Options(bool isSecure, TimeSpan? lifetime = null) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = isSecure,
            Path = "/",
            IsEssential = true,
            MaxAge = lifetime,
        };
}
