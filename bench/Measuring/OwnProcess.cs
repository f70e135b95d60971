using System.Diagnostics;

namespace Auth.Bench;

/// <summary>This program, started once more with other words: a fresh heap, fresh code, and nothing left behind.</summary>
internal static class OwnProcess
{
    /// <summary>How it is started.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var own = Environment.ProcessPath!;
        string[] program =
            Path.GetFileNameWithoutExtension(own) == "dotnet" ? [typeof(OwnProcess).Assembly.Location] : [];
        return new ProcessStartInfo(own, [.. program, .. arguments]) { UseShellExecute = false };
    }

    /// <summary>Runs to the end and reads its last line.</summary>
    /// <exception cref="InvalidOperationException">It failed; what it wrote to standard error was shown.</exception>
    public static async Task<string> LastLineAsync(params string[] arguments)
    {
        var start = Start(arguments);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.TrimEnd().Split('\n')[^1]
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
