using System.Diagnostics;
using System.Net;
using Auth.TestKit;

[assembly: AssemblyFixture(typeof(Auth.Packages.Tests.PackageFolder))]

namespace Auth.Packages.Tests;

/// <summary>All packages in a folder, packed once for all tests, and an empty directory beside them that installs from there.</summary>
public sealed class PackageFolder : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("auth-packages-");

    /// <summary>Where the packages lie.</summary>
    public string Packages => Path.Combine(_root.FullName, "feed");

    /// <summary>Where projects are made; <c>NuGet.config</c> there knows no source but <see cref="Packages"/>.</summary>
    public string Work => Path.Combine(_root.FullName, "work");

    internal Dotnet Dotnet { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Work);
        Dotnet = new Dotnet(Path.Combine(_root.FullName, "home"));
        var configuration = Path.GetFileName(Repository.OutputOf("any"));
        var machine =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        // The assemblies are those that the other tests ran.
        var pack = new Dotnet(Path.Combine(_root.FullName, "home")) { UsesMachinePackages = true };
        await pack.RunAsync(
            Repository.Root,
            "pack",
            "Auth.sln",
            "--no-build",
            "-c",
            configuration,
            "-o",
            Packages,
            "-v",
            "q"
        );

        // What the packages depend on was restored when they were built.
        await File.WriteAllTextAsync(
            Path.Combine(Work, "NuGet.config"),
            $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{machine}" /></fallbackPackageFolders>
            </configuration>
            """
        );
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts a built application and waits until it answers.</summary>
    internal async Task<(Process Process, HttpClient Client)> StartAsync(string assembly, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        var directory = Path.GetDirectoryName(assembly)!;
        var process = Dotnet.Start("dotnet", directory, [assembly, "--urls", address.AbsoluteUri, .. settings]);
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var client = new HttpClient { BaseAddress = address };
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            process.HasExited.ShouldBeFalse("the application ended");
            try
            {
                using var response = await client.GetAsync(
                    new Uri("/.well-known/oauth-protected-resource", UriKind.Relative),
                    deadline.Token
                );
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                return (process, client);
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }
}
