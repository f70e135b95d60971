using System.Text.Json;
using Auth.TestKit;

[assembly: AssemblyFixture(typeof(Auth.Packages.Tests.PackageFolder))]

namespace Auth.Packages.Tests;

/// <summary>All packages in a folder, packed once for all tests, and an empty directory beside them that installs from there.</summary>
public sealed class PackageFolder : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("auth-packages-");

    public PackageFolder() => Dotnet = new Dotnet(Path.Combine(_root.FullName, "home"));

    /// <summary>Where the packages lie.</summary>
    public string Packages => Path.Combine(_root.FullName, "feed");

    /// <summary>Where projects are made; <c>NuGet.config</c> there knows no source but <see cref="Packages"/>.</summary>
    public string Work => Path.Combine(_root.FullName, "work");

    internal Dotnet Dotnet { get; }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        // The assemblies are those that the other tests ran.
        var configuration = Path.GetFileName(Repository.OutputOf("any"));
        await Dotnet.RunAsync(
            Repository.Root,
            ["pack", "Auth.sln", "--no-build", "-c", configuration, "-o", Packages, "-v", "q", "-warnaserror"]
        );

        // What the packages depend on was restored when they were built.
        var restored = RestoredPackages().Select((path, index) => $"<add key=\"restored{index}\" value=\"{path}\" />");
        Directory.CreateDirectory(Work);
        await File.WriteAllTextAsync(
            Path.Combine(Work, "NuGet.config"),
            $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><clear />{string.Concat(restored)}</fallbackPackageFolders>
            </configuration>
            """
        );
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The folders that this solution's packages were restored to.</summary>
    private static List<string> RestoredPackages()
    {
        var assets = Repository.PathOf("artifacts", "obj", "Auth.Packages.Tests", "project.assets.json");
        using var json = JsonDocument.Parse(File.ReadAllText(assets));
        return [.. json.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
    }
}
