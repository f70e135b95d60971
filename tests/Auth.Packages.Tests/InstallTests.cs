using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Auth.TestKit;

namespace Auth.Packages.Tests;

/// <summary>What a user does with the packages: the first page of the README, the template, the tool.</summary>
public sealed class InstallTests(UserProjects projects) : IClassFixture<UserProjects>
{
    private const string Address = "http://127.0.0.1:5080";

    [Fact]
    public async Task The_first_page_of_the_README_runs_on_the_packages()
    {
        // Not on what somebody installed on this machine earlier.
        Directory.Exists(Path.Combine(projects.Dotnet.Packages, "auth.middleware")).ShouldBeTrue();
        using var api = await RunningApi.StartAsync(projects.Dotnet, projects.PathOf(UserProjects.FirstPage));
        var client = api.Client;

        (await client.GetStringAsync(Local("/images"))).ShouldStartWith("Anybody");
        (await client.GetAsync(Local("/orders"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
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
        (await client.GetStringAsync(Local("/orders"))).ShouldStartWith("Clients");
    }

    [Fact]
    public async Task The_tests_of_a_new_API_pass() =>
        (await projects.Dotnet.RunAsync(projects.PathOf(UserProjects.Shop), "test", "--no-build")).ShouldContain(
            "Passed:     2"
        );

    [Fact]
    public async Task A_new_API_does_what_its_README_says_and_the_tool_operates_it()
    {
        const string key = "a-key-for-operators-only";
        var source = projects.PathOf(UserProjects.Shop, "src", UserProjects.Shop);
        var readme = await MarkdownText.ReadAsync(projects.PathOf(UserProjects.Shop, "README.md"));
        using var api = await RunningApi.StartAsync(projects.Dotnet, source, "--Operators:Key", key);

        var printed = await FollowAsync(
            UserProjects.Shop,
            api,
            readme.Starting("API="),
            $"Operators__Key={key}",
            readme.Starting("dotnet tool install")
        );

        printed.ShouldStartWith(readme.First("text"));
        printed.ShouldContain("First");
        await new MailDrop(Path.Combine(source, "mail")).NextToAsync("me@example.org", TimeSpan.FromMinutes(1));
        File.Exists(Path.Combine(source, "auth.db")).ShouldBeTrue();
        File.Exists(Path.Combine(source, "auth.key")).ShouldBeTrue();
        (await api.Client.GetStringAsync(Local("/openapi/v1.json"))).ShouldContain("/oauth2/token");
    }

    [Fact]
    public async Task A_new_API_without_store_and_dialect_does_what_its_README_says()
    {
        var readme = await MarkdownText.ReadAsync(projects.PathOf(UserProjects.Stall, "README.md"));
        var source = projects.PathOf(UserProjects.Stall, "src", UserProjects.Stall);
        using var api = await RunningApi.StartAsync(projects.Dotnet, source);

        var printed = await FollowAsync(UserProjects.Stall, api, readme.Starting("API="));

        printed.ShouldBe(readme.First("text") + "\n");
    }

    [Theory]
    [InlineData(UserProjects.Shop, "Auth.Storage.Sqlite.dll")]
    [InlineData(UserProjects.Depot, "Auth.Storage.PostgreSql.dll")]
    [InlineData(UserProjects.Stall, null)]
    public void A_new_API_has_the_store_that_was_chosen_and_nothing_of_the_others(string name, string? store)
    {
        Directory
            .GetFiles(projects.PathOf(name, "src", name, "bin"), "Auth.Storage.*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path))
            .Except(["Auth.Storage.Abstractions.dll", "Auth.Storage.EfCore.dll"], StringComparer.Ordinal)
            .ShouldBe(store is null ? [] : [store]);

        var written = Directory
            .GetFiles(projects.PathOf(name), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".csproj" or ".json" or ".md" or ".props" or ".slnx")
            .Where(path => !Path.GetRelativePath(projects.PathOf(), path).Split('/', '\\').Any(part => part is "obj"))
            .ToDictionary(path => path, File.ReadAllText);
        written.Count.ShouldBeGreaterThan(8);
        written.Where(file => file.Value.Contains("#if", StringComparison.Ordinal)).ShouldBeEmpty();
        written.Where(file => file.Value.Contains("AuthApi", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    /// <summary>Types what a README says into one shell.</summary>
    private Task<string> FollowAsync(string name, RunningApi api, params string[] commands) =>
        projects.Dotnet.RunScriptAsync(
            projects.PathOf(name),
            string.Join('\n', commands).Replace(Address, api.Address, StringComparison.Ordinal)
        );

    private static async Task<JsonElement> PostAsync(
        HttpClient client,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        using var body = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
        using var response = await client.PostAsync(Local(path), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static Uri Local(string path) => new(path, UriKind.Relative);
}
