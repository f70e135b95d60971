using System.Diagnostics;

namespace Auth.Packages.Tests;

/// <summary>Runs <c>dotnet</c> with a home and a package folder of its own, so that nothing an earlier run left behind is used.</summary>
internal sealed class Dotnet(string home)
{
    /// <summary>Whether it reads the packages of the machine, as building this repository does.</summary>
    public bool UsesMachinePackages { get; init; }

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunAsync(string directory, params string[] arguments) =>
        RunProgramAsync("dotnet", directory, arguments);

    /// <summary>Runs a program to its end; one that fails fails the test.</summary>
    public async Task<string> RunProgramAsync(string program, string directory, params string[] arguments)
    {
        using var process = Start(program, directory, arguments);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}{await error}");
            return await output;
        }
        finally
        {
            Stop(process);
        }
    }

    /// <summary>Starts a program.</summary>
    public Process Start(string program, string directory, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["DOTNET_CLI_HOME"] = home;
        if (!UsesMachinePackages)
        {
            info.Environment["NUGET_PACKAGES"] = Path.Combine(home, "packages");
        }

        info.Environment["DOTNET_NOLOGO"] = "1";
        info.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // What the runner of the tests leaves for its own children.
        info.Environment.Remove("MSBuildSDKsPath");
        info.Environment.Remove("MSBUILD_EXE_PATH");
        return Process.Start(info)!;
    }

    /// <summary>Ends a program.</summary>
    public static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
