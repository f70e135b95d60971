using System.Text.RegularExpressions;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>The commands of <c>auth-admin</c>, what they print for scripts and for people.</summary>
public sealed partial class AdminCommandTests(OpenHost open) : IClassFixture<OpenHost>
{
    private const string Escape = "\u001b";

    private HostProcess Host => open.Host;

    [Fact]
    public async Task A_client_lives_from_create_to_delete()
    {
        var created = await Host.AdminJsonAsync(
            "create",
            "Made by hand",
            "--email",
            "dev@example.org",
            "--scope",
            "read"
        );
        var id = created.GetProperty("client").GetProperty("client_id").GetString()!;
        var secret = created.GetProperty("client_secret").GetString()!;
        Snapshot.ShouldMatch(Mask(created.ToString()), "created");

        (await Host.AdminJsonAsync("tier", id, "enhanced")).GetProperty("tier").GetString().ShouldBe("enhanced");
        var limited = await Host.AdminJsonAsync("limit", id, "burst=5/min", "sustained=off");
        var limits = limited.GetProperty("limits");
        (limits.GetProperty("burst").GetString(), limits.GetProperty("sustained").GetString()).ShouldBe(
            ("5/min", "off")
        );
        (await Host.AdminJsonAsync("limit", id, "--clear")).GetProperty("limits").ToString().ShouldBe("{}");
        (await Host.AdminJsonAsync("unverify", id)).GetProperty("verified").GetBoolean().ShouldBeFalse();
        (await Host.AdminJsonAsync("verify", id)).GetProperty("verified").GetBoolean().ShouldBeTrue();
        (await Host.AdminJsonAsync("disable", id)).GetProperty("disabled").GetBoolean().ShouldBeTrue();
        (await TokenAsync(id, secret)).ShouldBe(401);
        (await Host.AdminJsonAsync("enable", id)).GetProperty("disabled").GetBoolean().ShouldBeFalse();
        (await TokenAsync(id, secret)).ShouldBe(200);
        (await Host.AdminJsonAsync("revoke", id)).GetProperty("revoked").GetInt32().ShouldBe(1);

        var rotated = await Host.AdminJsonAsync("rotate", id, "--overlap", "0");
        (await TokenAsync(id, secret)).ShouldBe(401);
        (await TokenAsync(id, rotated.GetProperty("client_secret").GetString()!)).ShouldBe(200);
        Snapshot.ShouldMatch(Mask(rotated.ToString()), "rotated");

        var kept = await Host.AdminAsync("delete", id);
        (kept.ExitCode, kept.Output).ShouldBe((2, ""), "nobody can be asked");
        Snapshot.ShouldMatch(Mask((await Host.AdminJsonAsync("delete", id, "--yes")).ToString()), "removed");
        var gone = await Host.AdminAsync("show", id, "--json");
        (gone.ExitCode, gone.Output).ShouldBe((1, ""));
        gone.ErrorJson.GetProperty("status").GetInt32().ShouldBe(404);
    }

    [Fact]
    public async Task What_others_wrote_moves_no_cursor()
    {
        var named = await Host.RegisterAsync($"Evil {Escape}[2J app", "evil@example.org");
        named.Status.ShouldBe(201, named.Body);

        var list = await Host.AdminAsync("list", named.Text("client_id"));

        list.ExitCode.ShouldBe(0, list.Error);
        list.Output.ShouldContain("Evil");
        list.Output.ShouldNotContain(Escape);
        var json = await Host.AdminAsync("list", named.Text("client_id"), "--json");
        json.Output.ShouldNotContain(Escape);
        json.Json.GetProperty("clients")[0].GetProperty("name").GetString()!.ShouldContain(Escape);
    }

    [Fact]
    public async Task An_export_has_all_clients_no_secrets_and_no_formulas()
    {
        var application = await Host.NewApplicationAsync();
        var formula = await Host.RegisterAsync("=1+1", "formula@example.org");
        formula.Status.ShouldBe(201, formula.Body);
        var file = Path.Combine(Host.DataDirectory, "clients.csv");

        var run = await Host.AdminAsync("export", "--output", file);
        var json = await Host.AdminJsonAsync("export");

        run.ExitCode.ShouldBe(0, run.Error);
        var lines = await File.ReadAllLinesAsync(file);
        lines[0]
            .ShouldBe("client_id,name,description,email,tier,limits,verified,disabled,access_type,scopes,created_at");
        lines.ShouldContain(line =>
            line.StartsWith(
                $"{application.Id},{application.Name},A test,{application.Email},standard,,false,",
                StringComparison.Ordinal
            )
        );
        lines.ShouldContain(line => line.Contains("'=1+1", StringComparison.Ordinal));
        string.Concat(lines).ShouldNotContain(application.Secret);
        json.GetProperty("clients").GetArrayLength().ShouldBe(lines.Length - 1);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData("limit", "any")]
    [InlineData("limit", "any", "burst")]
    [InlineData("limit", "any", "burst=5/min", "burst=6/min")]
    [InlineData("limit", "any", "burst=5/min", "--clear")]
    [InlineData("tier", "any")]
    [InlineData("fly")]
    [InlineData("list", "--max", "0")]
    [InlineData("requests", "list", "--status", "open")]
    [InlineData("import", "no-such-file.csv")]
    [InlineData("list", "--timeout", "-1")]
    public async Task A_wrong_command_line_ends_with_2_and_sends_nothing(params string[] arguments)
    {
        var run = await Host.AdminAsync(arguments);

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldNotBeEmpty();
        run.Error.ShouldNotContain("   at ");
    }

    private async Task<int> TokenAsync(string id, string secret) =>
        (
            await Host.FormAsync(
                "v1/auth_tokens/token/",
                ("grant_type", "client_credentials"),
                ("client_id", id),
                ("client_secret", secret),
                ("scope", "read")
            )
        ).Status;

    /// <summary>Hides what differs from run to run.</summary>
    private static string Mask(string json) => Time().Replace(Random().Replace(json, "\"${name}\": \"X\""), "\"TIME\"");

    [GeneratedRegex("\"(?<name>client_id|client_secret|secret_id)\": \"[^\"]+\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Random();

    [GeneratedRegex("\"20[0-9-]{8}T[^\"]+\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
