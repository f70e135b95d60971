using System.Net;
using System.Text;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>How <c>auth-admin</c> reaches a host: credentials that are on no command line, safe addresses, patience.</summary>
public sealed class AdminConnectionTests : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<(string Path, string? Authorization, string? Key)> _seen = [];
    private readonly string _address = $"http://127.0.0.1:{FreePort.Find()}";

    public AdminConnectionTests()
    {
        _listener.Prefixes.Add(_address + "/");
        _listener.Start();
    }

    public void Dispose() => _listener.Close();

    [Fact]
    public async Task A_busy_host_is_asked_again_as_it_says_and_not_for_ever()
    {
        var calls = 0;
        Serve(context =>
        {
            if (++calls > 1)
            {
                return (200, """{"clients":[]}""");
            }

            context.Response.Headers["Retry-After"] = "1";
            return (429, "");
        });

        var patient = await RunAsync(Key, "list", "--json");
        patient.ExitCode.ShouldBe(0, patient.Error);
        calls.ShouldBe(2);

        calls = 0;
        var hasty = await RunAsync(Key, "list", "--json", "--retry-for", "0");
        (hasty.ExitCode, calls, hasty.Output).ShouldBe((1, 1, ""));
        hasty.ErrorJson.GetProperty("status").GetInt32().ShouldBe(429);
    }

    [Fact]
    public async Task Client_credentials_get_a_token_where_the_host_says()
    {
        Serve(context =>
            context.Request.Url!.AbsolutePath switch
            {
                "/.well-known/oauth-authorization-server" => (200, $$"""{"token_endpoint":"{{_address}}/token"}"""),
                "/token" => (200, """{"access_token":"t0ken","token_type":"Bearer"}"""),
                "/auth/admin/clients" => (200, """{"clients":[]}"""),
                _ => (404, ""),
            }
        );

        var run = await RunAsync(Client, "list", "--json");

        run.ExitCode.ShouldBe(0, run.Error);
        _seen
            .Single(call => call.Path == "/token")
            .Authorization.ShouldBe("Basic " + Convert.ToBase64String("op:s3cret"u8));
        _seen.Single(call => call.Path == "/auth/admin/clients").Authorization.ShouldBe("Bearer t0ken");
    }

    [Fact]
    public async Task A_document_sends_the_secret_to_no_other_host()
    {
        Serve(_ => (200, """{"token_endpoint":"http://127.0.0.1:9/token"}"""));

        var run = await RunAsync(Client, "list");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--token-url");
        _seen.ShouldAllBe(call => call.Authorization == null);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Serve(context =>
        {
            context.Response.RedirectLocation = _address + "/elsewhere";
            return (307, "");
        });

        var run = await RunAsync(Key, "list");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("--url");
        _seen.ShouldHaveSingleItem().Path.ShouldBe("/auth/admin/clients");
    }

    [Fact]
    public async Task The_key_goes_in_the_header_that_the_host_reads()
    {
        Serve(_ => (200, """{"clients":[]}"""));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "X-Operator-Key: from a file\nX-Other: 1\n");

        (await RunAsync(Key, "list", "--json")).ExitCode.ShouldBe(0);
        (await RunAsync([], "list", "--json", "--header-file", file)).ExitCode.ShouldBe(0);
        File.Delete(file);

        _seen.Select(call => call.Key).ShouldBe(["k3y", "from a file"]);
    }

    [Theory]
    [InlineData("http://api.example.com", "--insecure")]
    [InlineData("ftp://api.example.com", "--url")]
    [InlineData("https://user:secret@api.example.com", "--url")]
    [InlineData("api.example.com", "--url")]
    public async Task An_unsafe_address_is_refused_before_anything_is_sent(string url, string way)
    {
        var run = await AdminTool.RunAsync(Key, ["list", "--url", url]);

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(way);
        run.Error.ShouldNotContain("secret@");
    }

    [Fact]
    public async Task Without_credentials_or_a_host_it_says_what_is_missing()
    {
        var bare = await AdminTool.RunAsync([], ["list", "--url", _address]);
        (bare.ExitCode, bare.Output).ShouldBe((2, ""));
        bare.Error.ShouldContain("AUTH_ADMIN_KEY");

        var nowhere = await AdminTool.RunAsync(Key, ["list"]);
        (nowhere.ExitCode, nowhere.Output).ShouldBe((2, ""));
        nowhere.Error.ShouldContain("AUTH_ADMIN_URL");

        var dead = await AdminTool.RunAsync(Key, ["list", "--url", $"http://127.0.0.1:{FreePort.Find()}", "--json"]);
        (dead.ExitCode, dead.Output).ShouldBe((1, ""));
        dead.ErrorJson.GetProperty("error").GetString()!.ShouldContain("cannot be reached");
    }

    private static Dictionary<string, string> Key => new() { ["AUTH_ADMIN_KEY"] = "k3y" };

    private static Dictionary<string, string> Client =>
        new() { ["AUTH_ADMIN_CLIENT_ID"] = "op", ["AUTH_ADMIN_CLIENT_SECRET"] = "s3cret" };

    private Task<ToolRun> RunAsync(Dictionary<string, string> environment, params string[] arguments) =>
        AdminTool.RunAsync(environment, [.. arguments, "--url", _address]);

    private void Serve(Func<HttpListenerContext, (int Status, string Body)> answer) =>
        _ = Task.Run(async () =>
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    // The test is over.
                    return;
                }

                var headers = context.Request.Headers;
                _seen.Add((context.Request.Url!.AbsolutePath, headers["Authorization"], headers["X-Operator-Key"]));
                var (status, body) = answer(context);
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        });
}
