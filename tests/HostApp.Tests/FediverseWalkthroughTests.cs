using System.Net;
using System.Text.RegularExpressions;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>What the users' guides of Mastodon and of GoToSocial tell, line by line, with curl; forms are sent as a browser sends them.</summary>
public sealed partial class FediverseWalkthroughTests : IAsyncLifetime
{
    private const string Jar = "-b jar -c jar";

    private HostProcess _host = null!;

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Mastodon()
    {
        var registered = await CurlAsync(
            """
            -X POST \
                -F 'client_name=Test Application' \
                -F 'redirect_uris=urn:ietf:wg:oauth:2.0:oob' \
                -F 'scopes=read write push' \
                -F 'website=https://myapp.example' \
                $API/api/v1/apps
            """
        );
        registered.Status.ShouldBe(200, registered.Body);
        registered.Header("X-RateLimit-Limit").ShouldBe("5");
        registered.Header("X-RateLimit-Remaining").ShouldBe("4");
        registered.Header("X-RateLimit-Reset")!.ShouldMatch("^[0-9-]{10}T[0-9:]{8}[.][0-9]{6}Z$");
        var (id, secret) = (registered.Text("client_id"), registered.Text("client_secret"));

        var token = await CurlAsync(
            $"""
            -X POST \
                -F 'client_id={id}' \
                -F 'client_secret={secret}' \
                -F 'redirect_uri=urn:ietf:wg:oauth:2.0:oob' \
                -F 'grant_type=client_credentials' \
                $API/oauth/token
            """
        );
        token.Status.ShouldBe(200, token.Body);
        token.Text("scope").ShouldBe("read");
        Members(token).ShouldBe(["access_token", "token_type", "scope", "created_at"]);

        var verified = await CurlAsync(
            $"""
            -H 'Authorization: Bearer {token.Text("access_token")}' \
                $API/api/v1/apps/verify_credentials
            """
        );
        verified.Status.ShouldBe(200, verified.Body);
        verified.Text("name").ShouldBe("Test Application");
        verified.Text("website").ShouldBe("https://myapp.example");
        Members(verified).ShouldNotContain("client_secret");
    }

    [Fact]
    public async Task GoToSocial()
    {
        const string api = "$API/gotosocial";
        var registered = await CurlAsync(
            """
            \
              -H 'Content-Type:application/json' \
              -d '{
                    "client_name": "your_app_name",
                    "redirect_uris": "urn:ietf:wg:oauth:2.0:oob",
                    "scopes": "read"
                  }' \
            """ + $"\n  \"{api}/api/v1/apps\""
        );
        registered.Status.ShouldBe(200, registered.Body);
        registered.Text("id").Length.ShouldBe(26);
        registered.Text("redirect_uri").ShouldBe("urn:ietf:wg:oauth:2.0:oob");
        var (id, secret) = (registered.Text("client_id"), registered.Text("client_secret"));

        var code = await ApproveAsync(
            $"{api}/oauth/authorize?client_id={id}&redirect_uri=urn:ietf:wg:oauth:2.0:oob&response_type=code&scope=read"
        );
        var token = await CurlAsync(
            $$"""
            \
              -H 'Content-Type: application/json' \
              -d '{
                    "redirect_uri": "urn:ietf:wg:oauth:2.0:oob",
                    "client_id": "{{id}}",
                    "client_secret": "{{secret}}",
                    "grant_type": "authorization_code",
                    "code": "{{code}}"
                  }' \
            """ + $"\n  \"{api}/oauth/token\""
        );
        token.Status.ShouldBe(200, token.Body);
        Members(token).ShouldBe(["access_token", "created_at", "scope", "token_type"]);
        token.Text("scope").ShouldBe("read");

        var bearer = $"-H 'Authorization: Bearer {token.Text("access_token")}'";
        foreach (var path in (string[])["/api/v1/accounts/verify_credentials", "/api/v1/verify_credentials"])
        {
            var account = await CurlAsync($"{bearer} \"{api}{path}\"");
            account.Status.ShouldBe(200, account.Body);
            account.Text("username").ShouldBe("demo");
        }

        var notifications = await CurlAsync($"{bearer} \"{api}/api/v1/notifications\"");
        notifications.Status.ShouldBe(200);
        notifications.Body.ShouldBe("[]");
    }

    [Fact]
    public async Task What_the_documents_of_this_library_tell_works_too()
    {
        var blocks = MarkdownBlocks.Of(MarkdownBlocks.Read("docs/dialects.md")).ToList();
        var commands = blocks.Where(block => block.Language == "bash").Select(block => block.Text).ToList();
        var address = blocks.Single(block => block.Language == "text").Text.Trim();
        commands.Count.ShouldBe(4);

        var mastodon = await CurlAsync(Filled(commands[0]));
        var own = await CurlAsync(Filled(commands[1], mastodon));
        own.Status.ShouldBe(200, own.Body);
        Members(own).ShouldBe(["access_token", "token_type", "scope", "created_at"]);

        var social = await CurlAsync(Filled(commands[2]));
        var code = await ApproveAsync(Filled(address, social));
        var users = await CurlAsync(Filled(commands[3], social, code));
        users.Status.ShouldBe(200, users.Body);
        Members(users).ShouldBe(["access_token", "created_at", "scope", "token_type"]);
    }

    [Fact]
    public async Task Notifications_of_Mastodon_ask_for_a_user()
    {
        var reply = await CurlAsync("$API/api/v1/notifications");

        reply.Status.ShouldBe(401);
        reply.Body.ShouldBe("""{"error":"The access token is invalid"}""");
    }

    /// <summary>"You'll be directed to a login form ... you will arrive on a page ... Click Allow ... Copy the out-of-band authorization token".</summary>
    private async Task<string> ApproveAsync(string url)
    {
        var signIn = await CurlAsync($"-L {Jar} \"{url}\"");
        signIn.Body.ShouldContain("<h1>Sign in</h1>");

        var page = await SubmitAsync(signIn, "Sign in", ("email", "demo@example.org"), ("password", "password"));
        page.Status.ShouldBe(200, page.Body);
        page.Body.ShouldContain("Hi <b>demo</b>!");
        page.Body.ShouldContain(
            "Application <b>your_app_name</b> would like to perform actions on your behalf, with scope <em>read</em>."
        );
        page.Body.ShouldContain("will redirect to: <code>urn:ietf:wg:oauth:2.0:oob</code>");

        var code = await SubmitAsync(page, "Allow");
        code.Status.ShouldBe(200, code.Body);
        code.Body.ShouldContain("Here's your out-of-band token with scope \"<em>read</em>\", use it wisely:");
        return Code().Match(code.Body).Groups["code"].Value;
    }

    /// <summary>A command as a reader fills it in, without its first word.</summary>
    private static string Filled(string command, Reply? app = null, string code = "") =>
        (command.StartsWith("curl ", StringComparison.Ordinal) ? command["curl ".Length..] : command)
            .Replace("http://127.0.0.1:5080", "$API", StringComparison.Ordinal)
            .Replace("YOUR_CLIENT_ID", app?.Text("client_id"), StringComparison.Ordinal)
            .Replace("YOUR_CLIENT_SECRET", app?.Text("client_secret"), StringComparison.Ordinal)
            .Replace("YOUR_CODE", code, StringComparison.Ordinal);

    private Task<Reply> SubmitAsync(Reply page, string button, params (string Name, string Value)[] typed)
    {
        var form = Form()
            .Matches(page.Body)
            .Select(match => match.Value)
            .Single(text => text.Contains($">{button}</button>", StringComparison.Ordinal));
        var hidden = Hidden()
            .Matches(form)
            .Select(field => (Name: Decoded(field, "name"), Value: Decoded(field, "value")))
            .Concat(typed)
            .Select(field => $"--data-urlencode '{field.Name}={field.Value}'");
        var action = WebUtility.HtmlDecode(Action().Match(form).Groups["url"].Value);
        return CurlAsync($"-L {Jar} {string.Join(' ', hidden)} \"$API{action}\"");
    }

    private static string Decoded(Match match, string group) => WebUtility.HtmlDecode(match.Groups[group].Value);

    /// <summary>Runs curl with arguments as a shell reads them, and reads the last of its answers; <c>$API</c> is the host's address.</summary>
    private async Task<Reply> CurlAsync(string arguments)
    {
        var rest = await Shell.RunAsync(
            $"API={_host.Address.AbsoluteUri.TrimEnd('/')}; curl -sS -i --max-time 30 {arguments}",
            _host.DataDirectory
        );
        string[] head;
        do
        {
            var parts = rest.Split("\r\n\r\n", 2);
            (head, rest) = (parts[0].Split("\r\n"), parts[1]);
        } while (rest.StartsWith("HTTP/1.1 ", StringComparison.Ordinal));

        return new Reply(
            int.Parse(head[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture),
            rest,
            head.Skip(1)
                .Select(line => line.Split(": ", 2))
                .GroupBy(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => string.Join(", ", group), StringComparer.OrdinalIgnoreCase)
        );
    }

    private static string[] Members(Reply reply) => [.. reply.Json.EnumerateObject().Select(member => member.Name)];

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("action=\"(?<url>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\">",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Hidden();

    [GeneratedRegex("<code>(?<code>[^<]*)</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
