using System.Diagnostics;
using System.Text.Json;

namespace Auth.Bench;

/// <summary>Runs every section in a process of its own and writes what they found.</summary>
/// <remarks>A section that fails or hangs is named in the results; the others go on. Whatever a section leaves behind is removed.</remarks>
internal static class AllCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Runs.</summary>
    /// <param name="sections">All sections.</param>
    /// <param name="leftOut">Those that take too long for now; the results name them.</param>
    /// <param name="isQuick">Whether to see only that all works.</param>
    /// <returns>The exit code: 0 when every section came to its end.</returns>
    public static async Task<int> RunAsync(IReadOnlyCollection<string> sections, string[] leftOut, bool isQuick)
    {
        var watch = Stopwatch.StartNew();
        var report = new Report();
        var failed = new List<string>();
        foreach (var section in sections.Except(leftOut, StringComparer.Ordinal))
        {
            Console.WriteLine($"== {section} ({watch.Elapsed:mm\\:ss})");
            if (await RunAsync(section, isQuick) is { } found)
            {
                report.Include(found);
            }
            else
            {
                failed.Add(section);
            }
        }

        Console.WriteLine($"== done ({watch.Elapsed:mm\\:ss})");
        if (!isQuick)
        {
            await Results.WriteAsync(
                report,
                failed,
                [.. sections.Intersect(leftOut, StringComparer.Ordinal)],
                watch.Elapsed
            );
        }

        return failed.Count == 0 ? 0 : 1;
    }

    private static async Task<Report?> RunAsync(string section, bool isQuick)
    {
        var scratch = Directory.CreateTempSubdirectory("auth-bench-");
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                // Database servers run as a user of their own below it.
                File.SetUnixFileMode(scratch.FullName, (UnixFileMode)0b111_001_001);
            }

            var into = Path.Combine(scratch.FullName, "report.json");
            var start = OwnProcess.Start([section, "--into", into, .. isQuick ? (string[])["--quick"] : []]);
            start.Environment["TMPDIR"] = scratch.FullName;
            using var process = Process.Start(start)!;
            using var deadline = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine($"{section} took longer than {Patience}.");
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            if (process.ExitCode != 0)
            {
                return null;
            }

            await using var file = File.OpenRead(into);
            return await JsonSerializer.DeserializeAsync<Report>(file);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
