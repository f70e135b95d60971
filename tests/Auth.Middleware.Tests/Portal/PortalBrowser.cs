using System.Net;
using System.Text.RegularExpressions;
using Auth.Rig;
using Microsoft.AspNetCore.Builder;

namespace Auth.Portal;

/// <summary>A person's browser in front of the portal, without scripts: it keeps cookies, and sends forms as they stand on pages.</summary>
internal sealed partial class PortalBrowser(OpenverseHost host, string address = "203.0.113.7")
{
    public const string Root = "/developers";

    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    /// <summary>The cookies by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>Starts a host with the portal.</summary>
    public static Task<OpenverseHost> HostAsync(
        StoreKind store = StoreKind.Memory,
        Action<OpenverseSetup>? configure = null
    ) =>
        OpenverseHost.StartAsync(
            store,
            setup =>
            {
                setup.LiftLimits();
                setup.Map = app => app.MapAuthPortal(Root);
                configure?.Invoke(setup);
            }
        );

    /// <summary>Plants a cookie, as somebody else might.</summary>
    public void Plant(string name, string value) => _cookies[name] = value;

    /// <summary>Opens a page below the portal.</summary>
    public Task<WireReply> OpenAsync(string path = "/") => SendAsync(HttpMethod.Get, Root + path, content: null);

    /// <summary>Follows a redirect.</summary>
    public Task<WireReply> FollowAsync(WireReply reply)
    {
        reply.Status.ShouldBe(303, reply.Body);
        return SendAsync(HttpMethod.Get, reply.Header("Location")!, content: null);
    }

    /// <summary>Sends the form of a page that is posted to a path below the portal.</summary>
    public Task<WireReply> SubmitAsync(
        WireReply page,
        string path,
        params IEnumerable<(string Name, string Value)> fields
    ) => PostAsync(path, [.. FieldsOf(page, path), .. fields]);

    /// <summary>Posts fields to a path below the portal.</summary>
    public Task<WireReply> PostAsync(string path, params IEnumerable<(string Name, string Value)> fields) =>
        SendAsync(HttpMethod.Post, Root + path, OpenverseHost.Form(fields));

    /// <summary>The hidden fields of the first form of a page that is posted to a path; a form without one is posted to its own page.</summary>
    public static List<(string Name, string Value)> FieldsOf(WireReply page, string path)
    {
        var form = Form()
            .Matches(page.Body)
            .First(form => form.Groups["action"] is not { Success: true } action || action.Value == Root + path);
        return
        [
            .. Hidden()
                .Matches(form.Value)
                .Select(field => (field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value))),
        ];
    }

    /// <summary>Registers an application.</summary>
    public async Task<PortalApplication> RegisterAsync(string name = "Lens", string email = "dev@example.org")
    {
        var page = await OpenAsync("/register");
        page.Status.ShouldBe(200, page.Body);
        var reply = await SubmitAsync(page, "/register", ("name", name), ("email", email), ("scope:read", "on"));
        reply.Status.ShouldBe(201, reply.Body);
        return new PortalApplication(ValueOf(reply, "client_id"), ValueOf(reply, "client_secret"));
    }

    /// <summary>Asks for a link and presses the button on its page.</summary>
    public async Task<WireReply> SignInAsync(string email = "dev@example.org")
    {
        var path = await AskForLinkAsync(email);
        return await SubmitAsync(await OpenAsync(path), path);
    }

    /// <summary>Asks for a link and waits for its mail.</summary>
    /// <returns>The path of the link, below the portal.</returns>
    public async Task<string> AskForLinkAsync(string email = "dev@example.org")
    {
        var before = Links().Count;
        await SubmitAsync(await OpenAsync("/sign-in"), "/sign-in", ("email", email));
        for (var i = 0; i < 1_000 && Links().Count == before; i++)
        {
            // The wish is written behind the answer.
            await Task.Delay(10);
            await host.DeliverAsync();
        }

        return LinkOf(Links()[^1]);

        List<string> Links() =>
            [
                .. host
                    .Mail.Sent.Select(mail => mail.Body)
                    .Where(body => body.Contains("/sign-in/", StringComparison.Ordinal)),
            ];
    }

    /// <summary>The path of the link in a mail, below the portal.</summary>
    public static string LinkOf(string mail)
    {
        var link = mail.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
        link.ShouldStartWith(OpenverseHost.PublicBase + Root);
        return link[(OpenverseHost.PublicBase + Root).Length..];
    }

    /// <summary>What stands in a field of a page.</summary>
    public static string ValueOf(WireReply page, string id) =>
        Regex
            .Match(
                page.Body,
                $"id=\"{id}\"[^>]* value=\"(?<value>[^\"]*)\"",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            )
            .Groups["value"]
            .Value;

    private async Task<WireReply> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        List<(string, string)> headers = [(OpenverseHost.AddressHeader, address), ("Accept", "text/html")];
        if (_cookies.Count > 0)
        {
            headers.Add(("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))));
        }

        var reply = await host.SendAsync(method, path, content, headers);
        foreach (var (_, cookie) in reply.Headers.Where(field => field.Key == "Set-Cookie"))
        {
            var (name, value) = (cookie.Split('=')[0], cookie.Split('=', 2)[1].Split(';')[0]);
            if (value.Length == 0)
            {
                _cookies.Remove(name);
            }
            else
            {
                _cookies[name] = value;
            }
        }

        return reply;
    }

    [GeneratedRegex(
        "<form method=\"post\"( action=\"(?<action>[^\"]*)\")?.*?</form>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Form();

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\">",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Hidden();
}

/// <summary>A registered application.</summary>
internal sealed record PortalApplication(string Id, string Secret)
{
    /// <summary>The path of its page.</summary>
    public string Path => "/apps/" + Id;

    /// <summary>The same with another secret.</summary>
    public PortalApplication With(string secret) => this with { Secret = secret };

    /// <summary>Asks for a token at the standard endpoint.</summary>
    public Task<WireReply> RequestTokenAsync(OpenverseHost host) =>
        host.PostFormAsync(
            "/oauth2/token",
            ("grant_type", "client_credentials"),
            ("client_id", Id),
            ("client_secret", Secret)
        );

    /// <summary>Gets a token.</summary>
    public async Task<string> TokenAsync(OpenverseHost host) => (await RequestTokenAsync(host)).Text("access_token");
}
