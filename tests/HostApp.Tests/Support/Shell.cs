using System.Diagnostics;

namespace HostApp.Tests;

/// <summary>Runs commands as a user types them.</summary>
internal static class Shell
{
    /// <summary>Runs a bash script in a directory and returns what it printed; an error on its standard error or in its exit code fails.</summary>
    public static async Task<string> RunAsync(string script, string directory)
    {
        var info = new ProcessStartInfo("bash", ["-u", "-c", script])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(info)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            (await errors).ShouldBeEmpty(script);
            process.ExitCode.ShouldBe(0, script);
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
