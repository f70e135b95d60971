using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HostApp;

/// <summary>The host's own sign-in: one demo user, a cookie, a page. The library asks this scheme who the user is and never sees the password.</summary>
internal static class SignIn
{
    public const string Scheme = "DemoUser";

    private const string Path = "/sign-in";
    private const string Return = "ReturnUrl";

    public static void AddDemoUser(this WebApplicationBuilder builder) =>
        builder
            .Services.AddAuthentication()
            .AddCookie(
                Scheme,
                cookie =>
                {
                    cookie.LoginPath = Path;
                    cookie.ReturnUrlParameter = Return;
                    cookie.Cookie.Name = "host_user";
                    cookie.Cookie.SameSite = SameSiteMode.Lax;
                    cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
                    // A passkey or an identity provider would stand here in a real host.
                    cookie.SlidingExpiration = false;
                }
            );

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, Show).RequireRateLimit("sign-in").ExcludeFromDescription();
        endpoints.MapPost(Path, SignInAsync).RequireRateLimit("sign-in").ExcludeFromDescription().DisableAntiforgery();
        endpoints
            .MapPost("/sign-out", (Delegate)SignOutAsync)
            .DisableRateLimit()
            .ExcludeFromDescription()
            .DisableAntiforgery();
    }

    private static IResult Show(HttpContext context) =>
        SignInPage.Of(context.Request.Query[Return].ToString(), email: "", failed: false);

    private static async Task<IResult> SignInAsync(HttpContext context, IConfiguration configuration)
    {
        var form = await FormOf(context.Request);
        var (email, password) = (form["email"].ToString(), form["password"].ToString());
        var user = DemoUser.From(configuration);
        var back = form[Return].ToString();
        if (!IsFromHere(context.Request) || !user.Is(email, password))
        {
            return SignInPage.Of(back, email, failed: true);
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, user.Username),
                new Claim(ClaimTypes.Name, user.Username),
                new Claim(ClaimTypes.Email, user.Email),
            ],
            Scheme
        );
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
        return TypedResults.LocalRedirect(IsLocal(back) ? back : "/oauth2/authorized");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        if (IsFromHere(context.Request))
        {
            await context.SignOutAsync(Scheme);
        }

        return TypedResults.LocalRedirect(Path);
    }

    /// <summary>The form of a request; an empty one when it cannot be read, as the framework says of some by throwing.</summary>
    internal static async Task<IFormCollection> FormOf(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        }
        catch (Exception e)
            when (e is InvalidDataException or NotSupportedException or IOException and not BadHttpRequestException)
        {
            return FormCollection.Empty;
        }
    }

    /// <summary>Browsers say where a form comes from; another site must not sign a user in as somebody else.</summary>
    internal static bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    /// <summary>A path of this host: one slash, and no trick that a browser reads as two.</summary>
    internal static bool IsLocal(string path) =>
        path.Length > 1 && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Any(char.IsControl);

    /// <summary>The one user there is.</summary>
    private sealed record DemoUser(string Email, string Password, string Username)
    {
        public static DemoUser From(IConfiguration configuration) =>
            new(
                configuration["HostApp:DemoUser:Email"] ?? "",
                configuration["HostApp:DemoUser:Password"] ?? "",
                configuration["HostApp:DemoUser:Username"] ?? ""
            );

        public bool Is(string email, string password) =>
            Password.Length > 0
            && string.Equals(email.Trim(), Email, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(password)),
                SHA256.HashData(Encoding.UTF8.GetBytes(Password))
            );
    }
}
