using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Auth.OAuth;
using Auth.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Authorization;

/// <summary>A host whose users approve applications, with what a browser and an application say to it.</summary>
internal sealed partial class AuthorizationHost : IAsyncDisposable
{
    public const string Callback = "https://app.example/cb";

    /// <summary>The verifier and challenge of RFC 7636 appendix B.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private AuthorizationHost(OAuthHost inner) => Inner = inner;

    /// <summary>The host.</summary>
    public OAuthHost Inner { get; }

    /// <summary>Facts that the host told its sink.</summary>
    public FactRecorder Facts => Inner.Of<FactRecorder>();

    public static async Task<AuthorizationHost> StartAsync(
        Action<AuthorizationCodeOptions>? options = null,
        Action<OAuthSetup>? configure = null
    ) =>
        new(
            await OAuthHost.StartAsync(setup =>
            {
                setup.Services = services =>
                {
                    services.AddSingleton<FactRecorder>();
                    services.AddSingleton<IAuthEventSink>(provider => provider.GetRequiredService<FactRecorder>());
                    services
                        .AddAuthentication(TestSignIn.Scheme)
                        .AddScheme<AuthenticationSchemeOptions, TestSignIn>(TestSignIn.Scheme, configureOptions: null);
                };
                setup.Builder = auth => auth.AddAuthorizationCode(options);
                setup.Limits = limits =>
                {
                    foreach (var policy in (string[])["authorize", "applications"])
                    {
                        limits.Policies[policy] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "off" };
                    }
                };
                configure?.Invoke(setup);
            })
        );

    public ValueTask DisposeAsync() => Inner.DisposeAsync();

    /// <summary>Stores a confidential client that sends users to <see cref="Callback"/>.</summary>
    public Task<Key> AddAsync(string id = "app", Func<Client, Client>? change = null) =>
        Inner.AddAsync(
            id,
            "secret-of-" + id,
            client =>
            {
                var app = client with
                {
                    Name = "App " + id,
                    GrantTypes = ["authorization_code", "refresh_token"],
                    RedirectUris = [Callback],
                };
                return change?.Invoke(app) ?? app;
            }
        );

    /// <summary>Stores a public client.</summary>
    public Task<Key> AddPublicAsync(string id = "native", params string[] redirectUris) =>
        AddAsync(
            id,
            client =>
                client with
                {
                    AuthenticationMethod = "none",
                    Secrets = [],
                    RedirectUris = redirectUris.Length == 0 ? [Callback] : [.. redirectUris],
                }
        );

    /// <summary>The path of an authorization request.</summary>
    public static string AuthorizePath(params IEnumerable<(string Name, string Value)> parameters) =>
        "/oauth2/authorize?" + string.Join('&', parameters.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));

    /// <summary>The usual request of a client.</summary>
    public static IEnumerable<(string Name, string Value)> Request(
        Key key,
        params IEnumerable<(string Name, string Value)> more
    )
    {
        (string Name, string Value)[] usual =
        [
            ("response_type", "code"),
            ("client_id", key.Id),
            ("redirect_uri", Callback),
            ("scope", "read"),
            ("state", "s t+a&te"),
            ("code_challenge", Challenge),
            ("code_challenge_method", "S256"),
        ];
        var changed = more.ToList();
        return usual
            .Where(p => changed.TrueForAll(other => other.Name != p.Name))
            .Concat(changed.Where(p => p.Value.Length > 0));
    }

    /// <summary>Opens a page as somebody.</summary>
    public Task<Reply> OpenAsync(string path, string? user = "ada", string? cookie = null) =>
        Inner.GetAsync(path, Headers(user, cookie));

    /// <summary>Posts a form as somebody.</summary>
    public Task<Reply> SubmitAsync(
        string path,
        IEnumerable<(string Name, string Value)> fields,
        string? user = "ada",
        string? cookie = null
    ) => Inner.SendAsync(HttpMethod.Post, path, OAuthHost.Form(fields), Headers(user, cookie));

    /// <summary>Opens the consent page and presses a button.</summary>
    public async Task<Reply> DecideAsync(
        IEnumerable<(string Name, string Value)> request,
        string decision = "allow",
        string user = "ada"
    )
    {
        var page = await OpenAsync(AuthorizePath(request), user);
        page.Status.ShouldBe(200, page.Body);
        return await SubmitAsync("/oauth2/authorize", FieldsOf(page, decision), user, CookieOf(page));
    }

    /// <summary>Lets the user allow a request.</summary>
    /// <returns>The code.</returns>
    public async Task<string> CodeAsync(IEnumerable<(string Name, string Value)> request, string user = "ada")
    {
        var reply = await DecideAsync(request, user: user);
        reply.Status.ShouldBe(303, reply.Body);
        return Answer(reply)["code"];
    }

    /// <summary>Exchanges a code with the verifier of the usual request.</summary>
    public Task<Reply> ExchangeAsync(Key key, string code, params IEnumerable<(string Name, string Value)> more)
    {
        var changed = more.ToList();
        (string Name, string Value)[] usual =
        [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", Callback),
            ("code_verifier", Verifier),
        ];
        var form = usual
            .Where(p => changed.TrueForAll(other => other.Name != p.Name))
            .Concat(changed.Where(p => p.Value.Length > 0));
        return key.Secret.Length == 0 || key.Id.StartsWith("native", StringComparison.Ordinal)
            ? Inner.PostAsync(OAuthHost.TokenPath, form.Append(("client_id", key.Id)))
            : Inner.PostAsync(OAuthHost.TokenPath, key, form);
    }

    /// <summary>Gets a token through the whole flow.</summary>
    public async Task<Reply> TokenAsync(Key key, string user = "ada")
    {
        var reply = await ExchangeAsync(key, await CodeAsync(Request(key), user));
        reply.Status.ShouldBe(200, reply.Body);
        return reply;
    }

    /// <summary>The query of a redirect.</summary>
    public static Dictionary<string, string> Answer(Reply reply)
    {
        var location = reply.Header("Location").ShouldNotBeNull();
        return location
            .Split('?', 2)[1]
            .Split('&')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(
                pair => pair[0],
                pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')),
                StringComparer.Ordinal
            );
    }

    /// <summary>The hidden fields of the form on a page that has this one.</summary>
    public static List<(string Name, string Value)> FieldsOf(Reply page, string decision) =>
        FormWith(page, ("decision", decision));

    /// <summary>The hidden fields of the form on a page that has this one.</summary>
    public static List<(string Name, string Value)> FormWith(Reply page, (string Name, string Value) field) =>
        Form()
            .Matches(page.Body)
            .Select(form => Hidden().Matches(form.Value).Select(ToField).ToList())
            .First(fields => fields.Contains(field));

    /// <summary>The cookie that a page has set, or the one it was opened with.</summary>
    public static string CookieOf(Reply page) => page.Header("Set-Cookie").ShouldNotBeNull().Split(';')[0];

    /// <summary>A verifier and its challenge.</summary>
    public static (string Verifier, string Challenge) NewPair()
    {
        var verifier = RandomNumberGenerator.GetHexString(64);
        return (verifier, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }

    private static IEnumerable<(string Name, string Value)> Headers(string? user, string? cookie)
    {
        if (user is not null)
        {
            yield return (TestSignIn.Header, user);
        }

        if (cookie is not null)
        {
            yield return ("Cookie", cookie);
        }
    }

    private static (string Name, string Value) ToField(Match input) =>
        (WebUtility.HtmlDecode(input.Groups["name"].Value), WebUtility.HtmlDecode(input.Groups["value"].Value));

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\">",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Hidden();
}
