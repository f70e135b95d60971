using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary><c>docs/deploying.md</c> followed word by word: its settings and commands are taken from its text.</summary>
public sealed partial class DeployingGuideTests
{
    private const string Image = "v1/images/?page_size=1";

    private static readonly string Guide = MarkdownBlocks.Read("docs/deploying.md");

    [Fact]
    public async Task One_node_starts_as_it_says_and_comes_back_from_the_two_files_that_it_names()
    {
        var section = Section("One node");
        var commands = MarkdownBlocks.Of(section)[0].Text;
        commands.ShouldEndWith("dotnet HostApp.dll --urls http://127.0.0.1:5080");
        var settings = Exports(commands);
        await using var node = await HostProcess.StartAsync(settings);
        var registered = await node.RegisterAsync("Kept", "developer@example.org");
        registered.Status.ShouldBe(201, registered.Body);
        var (id, secret) = (registered.Text("client_id"), registered.Text("client_secret"));
        var token = (await node.RequestTokenAsync(id, secret)).Text("access_token");
        (await node.StopAsync()).ShouldBe(0);

        section.ShouldContain("The SQLite file and `auth.key` lie in the working directory; back up both.");
        await using var restored = await HostProcess.StartAsync(settings);
        await restored.StopAsync();
        Directory.GetFiles(restored.DataDirectory, "auth.*").ToList().ForEach(File.Delete);
        foreach (var file in (string[])["auth.db", "auth.key"])
        {
            File.Copy(Path.Combine(node.DataDirectory, file), Path.Combine(restored.DataDirectory, file));
        }

        await restored.StartAgainAsync();

        (await restored.RequestTokenAsync(id, secret)).Status.ShouldBe(200);
        (await restored.GetAsync(Image, token)).Status.ShouldBe(200);
    }

    /// <summary>The server key is replaced while callers come, then the back-up is restored somewhere else.</summary>
    [Fact]
    public async Task Many_nodes_start_as_it_says_get_another_key_without_a_pause_and_come_back_from_the_back_up()
    {
        await using var database = await PostgreSqlServer.StartNewAsync();
        await using var redis = await RedisServer.StartNewAsync();
        var settings = OpenHost.Settings;
        foreach (var (variable, value) in Exports(Section("Many nodes")))
        {
            settings[variable] = value;
        }

        var (first, second) = (NewKey(), NewKey());
        Replace(settings, "ConnectionStrings__Auth", "Host=db;", await database.CreateDatabaseAsync());
        Replace(settings, "ConnectionStrings__Redis", "redis:6379,", $"127.0.0.1:{redis.Port}");
        Replace(settings, "Auth__ServerKey", "$(openssl rand -base64 32)", first);
        await using var one = await HostProcess.StartAsync(settings);
        await using var other = await HostProcess.StartAsync(settings);
        HostProcess[] nodes = [one, other];
        var before = await one.NewVerifiedApplicationAsync();

        Section("Replacing the server key").ShouldContain("add the new key as `Auth:PreviousServerKeys:0`");
        await RollAsync(nodes, environment => environment["Auth__PreviousServerKeys__0"] = second, before);
        Section("Replacing the server key").ShouldContain("make the new key `Auth:ServerKey` and the old one");
        await RollAsync(
            nodes,
            environment =>
            {
                environment["Auth__ServerKey"] = second;
                environment["Auth__PreviousServerKeys__0"] = first;
            },
            before
        );

        var rotated = await one.OperateAsync("POST", $"clients/{before.Id}/secret", new { overlap_seconds = 0 });
        rotated.Status.ShouldBeInRange(200, 201, rotated.Body);
        var secret = rotated.Text("client_secret");
        await RollAsync(nodes, environment => environment.Remove("Auth__PreviousServerKeys__0"), before: null);
        (await other.GetAsync(Image, before.Token)).Status.ShouldBe(401);
        (await other.RequestTokenAsync(before.Id, secret)).Status.ShouldBe(200);

        var backUp = BackUp().Match(Section("Back-up")).Groups["command"].Value;
        backUp.ShouldEndWith(" auth");
        var name = NameOf(settings["ConnectionStrings__Auth"]!);
        var copy = await database.CreateDatabaseAsync();
        await Shell.RunAsync(
            $"""
            export PGHOST=127.0.0.1 PGPORT={database.Port} PGUSER=postgres
            {backUp[..^"auth".Length]}{name} > back-up.sql
            psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --dbname {NameOf(copy)} --file back-up.sql > printed
            """,
            one.DataDirectory
        );
        other.Environment["ConnectionStrings__Auth"] = copy;
        await other.RestartAsync();
        (await other.RequestTokenAsync(before.Id, secret)).Status.ShouldBe(200);
    }

    [Fact]
    public void The_compose_file_sets_what_the_library_knows_and_names_its_images_and_variables()
    {
        var compose = MarkdownBlocks.Read("compose.yaml");
        var header = compose[..compose.IndexOf("services:", StringComparison.Ordinal)];
        var known = MarkdownBlocks.Read("docs/configuration.md");

        var settings = Setting().Matches(compose).Select(match => match.Groups["name"].Value).ToList();
        settings.ShouldContain("Auth__PublicBaseUrl");
        foreach (var name in settings.Where(name => name != "Auth__Storage"))
        {
            known.ShouldContain($"`{LastIndex().Replace(name, "").Replace("__", ":", StringComparison.Ordinal)}");
        }

        foreach (var variable in Needed().Matches(compose).Select(match => match.Groups["name"].Value).Distinct())
        {
            header.ShouldContain(variable + "=");
        }

        Images().Count(compose).ShouldBe(3);
        Images()
            .Matches(compose)
            .ShouldAllBe(match => match.Groups["tag"].Success && match.Groups["tag"].Value != "latest");
    }

    /// <summary>Replaces one node after the other; whatever a caller holds works on every node all the time.</summary>
    private static async Task RollAsync(
        HostProcess[] nodes,
        Action<Dictionary<string, string?>> change,
        Application? before
    )
    {
        foreach (var node in nodes)
        {
            change(node.Environment);
            await node.RestartAsync();
            var made = await node.NewApplicationAsync();
            foreach (var any in nodes)
            {
                foreach (var application in before is null ? [made] : (Application[])[before, made])
                {
                    (await any.GetAsync(Image, application.Token)).Status.ShouldBe(200);
                    (await any.RequestTokenAsync(application.Id, application.Secret)).Status.ShouldBe(200);
                }
            }
        }
    }

    private static string Section(string title) =>
        Guide.Split("\n## ").Single(part => part.StartsWith(title + "\n", StringComparison.Ordinal));

    /// <summary>The variables that a text's <c>sh</c> blocks export.</summary>
    private static Dictionary<string, string?> Exports(string text) =>
        Export()
            .Matches(
                string.Join('\n', text.Split('\n').Where(line => line.StartsWith("export ", StringComparison.Ordinal)))
            )
            .ToDictionary(
                match => match.Groups["name"].Value,
                string? (match) => match.Groups["value"].Value.Trim('\''),
                StringComparer.Ordinal
            );

    /// <summary>Puts what is there in the place of what the guide can only give an example of.</summary>
    private static void Replace(Dictionary<string, string?> settings, string name, string example, string value)
    {
        settings[name].ShouldNotBeNull(name).ShouldStartWith(example);
        settings[name] = value;
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static string NameOf(string connection) =>
        connection.Split(';').Single(part => part.StartsWith("Database=", StringComparison.Ordinal))[
            "Database=".Length..
        ];

    [GeneratedRegex(@"(?<name>[A-Za-z_0-9]+)=(?<value>'[^']*'|\$\([^)]*\)|\S*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Export();

    [GeneratedRegex("`(?<command>pg_dump [^`]*('\"[^\"]*\"'[^`]*)*)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BackUp();

    [GeneratedRegex("(?<name>(Auth)__[A-Za-z_0-9]+):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+):\?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Needed();

    [GeneratedRegex("__[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastIndex();

    [GeneratedRegex("image: [a-z]+(:(?<tag>[a-z0-9.]+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Images();
}
