using System.Diagnostics;
using System.Runtime.InteropServices;
using Auth.TestKit;

namespace Auth.Bench.Startup;

/// <summary>This program as a host is deployed: published with <c>PublishReadyToRun</c>, so that most of it is compiled already.</summary>
/// <remarks>The compiler for that is a package: publishing needs a package source that has it.</remarks>
internal sealed class PublishedBench : IDisposable
{
    private readonly DirectoryInfo _directory;

    private PublishedBench(DirectoryInfo directory) => _directory = directory;

    /// <summary>Where the program lies.</summary>
    public string Program =>
        Path.Combine(_directory.FullName, "bench", OperatingSystem.IsWindows() ? "Auth.Bench.exe" : "Auth.Bench");

    /// <summary>Publishes it. What is built for that lies apart from what is built otherwise.</summary>
    /// <exception cref="InvalidOperationException">It could not be published; what the build wrote was shown.</exception>
    public static async Task<PublishedBench> PublishAsync()
    {
        var published = new PublishedBench(Directory.CreateTempSubdirectory("auth-bench-"));
        var directory = published._directory.FullName;
        string[] arguments =
        [
            "publish",
            Repository.PathOf("bench"),
            "--configuration",
            "Release",
            "--runtime",
            RuntimeInformation.RuntimeIdentifier,
            "--self-contained",
            "false",
            "--output",
            Path.Combine(directory, "bench"),
            "--disable-build-servers",
            "--verbosity",
            "quiet",
            "-p:PublishReadyToRun=true",
            "-p:RunAnalyzers=false",
            $"-p:ArtifactsPath={Path.Combine(directory, "artifacts")}",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
        {
            return published;
        }

        published.Dispose();
        throw new InvalidOperationException($"dotnet publish ended with {process.ExitCode}.");
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
