using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HostApp;

/// <summary>Lets operators into the dashboard with a browser: the operator key in a form, then a cookie. Without a configured key nobody gets in.</summary>
internal static class OperatorSignIn
{
    public const string Scheme = "OperatorCookie";

    private const string Path = "/operators/sign-in";
    private const string Return = "ReturnUrl";

    /// <summary>Which key the cookie was given for: a new key ends the cookies of the old one.</summary>
    private const string KeyClaim = "operator_key";

    public static AuthenticationBuilder AddOperatorCookie(this AuthenticationBuilder authentication) =>
        authentication.AddCookie(
            Scheme,
            cookie =>
            {
                cookie.LoginPath = Path;
                cookie.ReturnUrlParameter = Return;
                cookie.Cookie.Name = "host_operator";
                // Strict: a link from elsewhere never opens the dashboard as somebody.
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
                cookie.SlidingExpiration = false;
                cookie.Events.OnValidatePrincipal = context =>
                {
                    var key = KeyOf(context.HttpContext);
                    if (key is null || context.Principal?.FindFirstValue(KeyClaim) != Fingerprint(key))
                    {
                        context.RejectPrincipal();
                    }

                    return Task.CompletedTask;
                };
            }
        );

    public static void MapOperatorSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, Show).RequireRateLimit("operator-sign-in").ExcludeFromDescription();
        endpoints
            .MapPost(Path, (Delegate)SignInAsync)
            .RequireRateLimit("operator-sign-in")
            .ExcludeFromDescription()
            .DisableAntiforgery();
    }

    /// <summary>Whether a key is the operator's; both sides are hashed first, so that the time tells nothing about it.</summary>
    public static bool Fits(string? configured, string sent) =>
        !string.IsNullOrEmpty(configured)
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(sent)),
            SHA256.HashData(Encoding.UTF8.GetBytes(configured))
        );

    private static IResult Show(HttpContext context) =>
        SignInPage.OfOperator(context.Request.Query[Return].ToString(), failed: false);

    private static async Task<IResult> SignInAsync(HttpContext context)
    {
        var form = await SignIn.FormOf(context.Request);
        var back = form[Return].ToString();
        var key = KeyOf(context);
        if (!SignIn.IsFromHere(context.Request) || key is null || !Fits(key, form["key"].ToString()))
        {
            return SignInPage.OfOperator(back, failed: true);
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, "operator"), new Claim(KeyClaim, Fingerprint(key))],
            Scheme
        );
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
        return TypedResults.LocalRedirect(SignIn.IsLocal(back) ? back : "/auth/dashboard");
    }

    private static string? KeyOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<IConfiguration>()["HostApp:OperatorKey"] is { Length: > 0 } key
            ? key
            : null;

    private static string Fingerprint(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("cookie " + key)));
}
