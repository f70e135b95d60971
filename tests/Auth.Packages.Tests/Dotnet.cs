using System.Diagnostics;

namespace Auth.Packages.Tests;

/// <summary>Runs programs with a home of their own: tools, templates and packages that somebody installed earlier are not there.</summary>
internal sealed class Dotnet(string home)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Where packages are unpacked.</summary>
    public string Packages => Path.Combine(home, "packages");

    /// <summary>Runs <c>dotnet</c> to its end; a command that fails fails the test.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunAsync(string directory, params string[] arguments) =>
        RunToEndAsync("dotnet", directory, arguments);

    /// <summary>Runs commands in bash; the first that fails fails the test.</summary>
    /// <returns>What they printed.</returns>
    public Task<string> RunScriptAsync(string directory, string script) =>
        RunToEndAsync("bash", directory, ["-euc", script]);

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
        info.Environment["NUGET_PACKAGES"] = Packages;
        info.Environment["DOTNET_NOLOGO"] = "1";
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        info.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Where global tools lie.
        var tools = Path.Combine(home, ".dotnet", "tools");
        info.Environment["PATH"] = tools + Path.PathSeparator + info.Environment["PATH"];
        return Process.Start(info)!;
    }

    /// <summary>Ends a program and what it started.</summary>
    public static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private async Task<string> RunToEndAsync(string program, string directory, string[] arguments)
    {
        using var process = Start(program, directory, arguments);
        using var deadline = new CancellationTokenSource(Patience);
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
}
