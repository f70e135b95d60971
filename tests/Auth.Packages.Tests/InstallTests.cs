using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auth.TestKit;

namespace Auth.Packages.Tests;

/// <summary>What a user does with the packages: the first page of the README, the tool and the template.</summary>
public sealed partial class InstallTests(PackageFolder folder)
{
    private const string OperatorKey = "a-key-for-operators-only";

    [Fact]
    public async Task The_first_page_of_the_README_runs_on_the_packages()
    {
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"));
        var packages = AddedPackage().Matches(readme).Select(match => match.Groups["name"].Value).Distinct().ToList();
        packages.ShouldBe(["Auth.Middleware", "Auth.Storage.Sqlite"]);
        var program = readme.Split("```csharp\n")[1].Split("\n```")[0];
        var project = Directory.CreateDirectory(Path.Combine(folder.Work, "first-page")).FullName;
        var references = packages.Select(name =>
            $"<PackageReference Include=\"{name}\" Version=\"{Version(name)}\" />"
        );
        await File.WriteAllTextAsync(
            Path.Combine(project, "FirstPage.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>{string.Concat(references)}</ItemGroup>
            </Project>
            """
        );
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), program);
        await folder.Dotnet.RunAsync(project, "build", "-o", "out", "-v", "q", "--disable-build-servers");
        AssertFromFeed("auth.middleware");

        var (process, client) = await folder.StartAsync(Path.Combine(project, "out", "FirstPage.dll"));
        using (process)
        using (client)
        {
            try
            {
                await FollowAsync(client);
            }
            finally
            {
                Dotnet.Stop(process);
            }
        }
    }

    [Fact]
    public async Task The_template_makes_an_API_whose_test_passes_and_that_the_tool_operates()
    {
        var feed = Directory.GetFiles(folder.Packages, "Auth.Templates.*.nupkg").Single();
        await folder.Dotnet.RunAsync(folder.Work, "new", "install", feed);
        await folder.Dotnet.RunAsync(folder.Work, "new", "auth-api", "--name", "Shop");
        var shop = Path.Combine(folder.Work, "Shop");
        await folder.Dotnet.RunAsync(shop, "build", "-v", "q", "--disable-build-servers");
        var tests = await folder.Dotnet.RunAsync(
            shop,
            "exec",
            "tests/Shop.Tests/bin/Debug/net10.0/Shop.Tests.dll",
            "-noLogo",
            "-noColor"
        );
        tests.ShouldContain("Failed: 0");

        var tools = Path.Combine(folder.Work, "tools");
        await folder.Dotnet.RunAsync(folder.Work, "tool", "install", "Auth.CommandLine", "--tool-path", tools);
        var tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "auth-admin.exe" : "auth-admin");
        (await folder.Dotnet.RunProgramAsync(tool, folder.Work, "--help")).ShouldContain(
            "auth-admin [command] [options]"
        );

        var (process, client) = await folder.StartAsync(
            Path.Combine(shop, "src/Shop/bin/Debug/net10.0/Shop.dll"),
            "--Operators:Key",
            OperatorKey
        );
        using (process)
        using (client)
        {
            try
            {
                var headers = Path.Combine(folder.Work, "headers");
                await File.WriteAllTextAsync(headers, $"X-Operator-Key: {OperatorKey}\n");
                string[] host = ["--url", client.BaseAddress!.AbsoluteUri, "--header-file", headers, "--json"];
                var created = await folder.Dotnet.RunProgramAsync(tool, folder.Work, ["create", "Packed", .. host]);
                using var json = JsonDocument.Parse(created);
                json.RootElement.GetProperty("client").GetProperty("tier").GetString().ShouldBe("standard");
                (await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).ShouldContain(
                    "/oauth2/token"
                );
            }
            finally
            {
                Dotnet.Stop(process);
            }
        }
    }

    [Theory]
    [InlineData("memory", "standard")]
    [InlineData("postgresql", "openverse")]
    public async Task Each_choice_of_the_template_builds(string store, string dialect)
    {
        var name = $"With{store}";
        var feed = Directory.GetFiles(folder.Packages, "Auth.Templates.*.nupkg").Single();
        await folder.Dotnet.RunAsync(folder.Work, "new", "install", feed, "--force");
        await folder.Dotnet.RunAsync(
            folder.Work,
            "new",
            "auth-api",
            "--name",
            name,
            "--store",
            store,
            "--dialect",
            dialect
        );

        await folder.Dotnet.RunAsync(
            Path.Combine(folder.Work, name, "src", name),
            "build",
            "-v",
            "q",
            "--disable-build-servers"
        );

        var project = Path.Combine(folder.Work, name);
        Directory
            .GetFiles(project, "*", SearchOption.AllDirectories)
            .Where(path =>
                Path.GetExtension(path) is ".cs" or ".csproj" or ".json"
                && !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.Contains("/bin/", StringComparison.Ordinal)
            )
            .Where(path => File.ReadAllText(path).Contains("#if", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static async Task FollowAsync(HttpClient client)
    {
        (await client.GetStringAsync(new Uri("/images", UriKind.Relative))).ShouldStartWith("Anybody");
        (await client.GetAsync(new Uri("/orders", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var registered = await PostAsync(
            client,
            "/v1/auth_tokens/register/",
            ("name", "First"),
            ("description", "A test"),
            ("email", "dev@example.org")
        );
        var token = await PostAsync(
            client,
            "/v1/auth_tokens/token/",
            ("grant_type", "client_credentials"),
            ("client_id", registered.GetProperty("client_id").GetString()!),
            ("client_secret", registered.GetProperty("client_secret").GetString()!)
        );
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            token.GetProperty("access_token").GetString()
        );
        (await client.GetStringAsync(new Uri("/orders", UriKind.Relative))).ShouldStartWith("Clients");
    }

    private static async Task<JsonElement> PostAsync(
        HttpClient client,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        using var body = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The version that was packed.</summary>
    private string Version(string package) =>
        Path.GetFileNameWithoutExtension(Directory.GetFiles(folder.Packages, package + ".?.*.nupkg").Single())[
            (package.Length + 1)..
        ];

    /// <summary>Not from what somebody installed on this machine earlier.</summary>
    private void AssertFromFeed(string package) =>
        Directory
            .Exists(Path.Combine(Path.GetDirectoryName(folder.Packages)!, "home", "packages", package))
            .ShouldBeTrue();

    [GeneratedRegex("(?m)^dotnet add package (?<name>[A-Za-z.]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AddedPackage();
}
