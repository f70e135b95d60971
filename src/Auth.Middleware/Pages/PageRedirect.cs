using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Pages;

/// <summary>Leads from a form that was sent to a page that can be loaded again.</summary>
internal static class PageRedirect
{
    /// <summary>Sends the browser to a path of this host.</summary>
    public static void To(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers[HeaderNames.Location] = path;
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
    }
}
