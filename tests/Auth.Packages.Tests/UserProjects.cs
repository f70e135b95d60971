using Auth.TestKit;

namespace Auth.Packages.Tests;

/// <summary>What users make of the packages: an API after the first page of the README, and one for each choice of the template. Built together.</summary>
public sealed class UserProjects(PackageFolder folder) : IAsyncLifetime
{
    /// <summary>The template as it comes: SQLite and Openverse.</summary>
    public const string Shop = "Shop";

    /// <summary>The template with PostgreSQL.</summary>
    public const string Depot = "Depot";

    /// <summary>The template with nothing: no store, no dialect.</summary>
    public const string Stall = "Stall";

    /// <summary>What the README shows first.</summary>
    public const string FirstPage = "FirstPage";

    internal Dotnet Dotnet => folder.Dotnet;

    /// <summary>The directory of one of them.</summary>
    public string PathOf(params string[] parts) => Path.Combine([folder.Work, .. parts]);

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var template = Directory.GetFiles(folder.Packages, "Auth.Templates.*.nupkg").Single();
        await DotnetAsync("new", "install", template);
        await DotnetAsync("new", "auth-api", "--name", Shop);
        await DotnetAsync("new", "auth-api", "--name", Depot, "--store", "postgresql");
        await DotnetAsync("new", "auth-api", "--name", Stall, "--store", "memory", "--dialect", "standard");
        await FollowFirstPageAsync();

        await File.WriteAllTextAsync(
            PathOf("All.slnx"),
            $"""
            <Solution>
              <Project Path="{FirstPage}/{FirstPage}.csproj" />
              <Project Path="{Shop}/src/{Shop}/{Shop}.csproj" />
              <Project Path="{Shop}/tests/{Shop}.Tests/{Shop}.Tests.csproj" />
              <Project Path="{Depot}/src/{Depot}/{Depot}.csproj" />
              <Project Path="{Stall}/src/{Stall}/{Stall}.csproj" />
            </Solution>
            """
        );
        await DotnetAsync("build", "All.slnx", "-warnaserror", "-v", "q", "--disable-build-servers");
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task FollowFirstPageAsync()
    {
        await DotnetAsync("new", "web", "--name", FirstPage, "--no-restore");
        var readme = await MarkdownText.ReadAsync(Repository.PathOf("README.md"));
        await Dotnet.RunScriptAsync(PathOf(FirstPage), readme.First("sh"));
        await File.WriteAllTextAsync(PathOf(FirstPage, "Program.cs"), readme.First("csharp"));
    }

    private Task DotnetAsync(params string[] arguments) => Dotnet.RunAsync(folder.Work, arguments);
}
