using System.Net;
using System.Text.RegularExpressions;
using Auth.Authorization;
using Auth.Rig;

namespace Auth.Dialects.Fediverse;

/// <summary>What a user's browser does: it is signed in as somebody, keeps a cookie, reads forms and posts them.</summary>
internal sealed partial class Browser(FediverseHost host, string? user = "ada")
{
    private string? _cookie;

    /// <summary>Opens a page.</summary>
    public async Task<WireReply> OpenAsync(string path, params IEnumerable<(string Name, string Value)> headers) =>
        Keep(await host.GetAsync(path, [.. Own(), .. headers]));

    /// <summary>Posts a form.</summary>
    public async Task<WireReply> PostAsync(
        string path,
        IEnumerable<(string Name, string Value)> form,
        string method = "POST",
        params IEnumerable<(string Name, string Value)> headers
    ) => Keep(await host.SendAsync(new HttpMethod(method), path, FediverseHost.Form(form), [.. Own(), .. headers]));

    /// <summary>Presses a button of a page.</summary>
    public Task<WireReply> PressAsync(WireReply page, string button)
    {
        var (action, fields) = FormOf(page, button);
        return PostAsync(action, fields);
    }

    /// <summary>Opens the consent page and presses a button.</summary>
    public async Task<WireReply> DecideAsync(string path, string button)
    {
        var page = await OpenAsync(path);
        page.Status.ShouldBe(200, page.Body);
        return await PressAsync(page, button);
    }

    /// <summary>The form with a button.</summary>
    public static (string Action, List<(string Name, string Value)> Fields) FormOf(WireReply page, string button)
    {
        var form = Forms()
            .Matches(page.Body)
            .Select(match => match.Value)
            .Single(text => text.Contains($">{button}</button>", StringComparison.Ordinal));
        return (
            WebUtility.HtmlDecode(Action().Match(form).Groups["url"].Value),
            [.. Hidden().Matches(form).Select(input => (Value(input, "name"), Value(input, "value")))]
        );
    }

    /// <summary>The parameters of a redirect's query or fragment, in order.</summary>
    public static List<(string Name, string Value)> Answer(WireReply redirect, char mark = '?')
    {
        var location = redirect.Header("Location").ShouldNotBeNull();
        return
        [
            .. location[(location.IndexOf(mark, StringComparison.Ordinal) + 1)..]
                .Split('&')
                .Select(pair => pair.Split('=', 2))
                .Select(pair => (pair[0], WebUtility.UrlDecode(pair[1]))),
        ];
    }

    private static string Value(Match input, string group) => WebUtility.HtmlDecode(input.Groups[group].Value);

    private IEnumerable<(string Name, string Value)> Own()
    {
        if (user is not null)
        {
            yield return (TestSignIn.Header, user);
        }

        if (_cookie is not null)
        {
            yield return ("Cookie", _cookie);
        }
    }

    private WireReply Keep(WireReply reply)
    {
        _cookie = reply.Header("Set-Cookie")?.Split(';')[0] ?? _cookie;
        return reply;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("action=\"(?<url>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\">",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Hidden();
}
