using Auth;
using Auth.Authorization;
using Auth.Pages;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Snippets;

internal static class UserApproval
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region add
        builder
            .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => cookie.LoginPath = "/sign-in");
        builder
            .Services.AddClientCredentialsAuth()
            .AddScope("orders:read", "Read your orders")
            .AddAuthorizationCode(options => options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme)
            .UseAuthorizationPages<ShopPages>();
        #endregion
    }

    public static void Map(WebApplication app)
    {
        #region user
        app.MapGet("/my/orders", (HttpContext context) => $"Orders of {context.GetCallingClient()!.Subject}")
            .RequireScope("orders:read");
        #endregion
    }
}

#region pages
internal sealed class ShopPages : AuthorizationPages
{
    public override PageContent Consent(ConsentPage page)
    {
        var consent = base.Consent(page);
        return consent with { Main = Html.Of($"<p>The shop of {page.User}</p>{consent.Main}") };
    }
}
#endregion
