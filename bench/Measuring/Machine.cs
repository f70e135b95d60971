using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Auth.Bench;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>The processor, the memory, and the versions of what takes part.</summary>
    public static async Task<string> DescribeAsync()
    {
        string[] versions =
        [
            RuntimeInformation.FrameworkDescription,
            await VersionAsync("redis-server", "--version"),
            await VersionAsync("psql", "--version"),
            await VersionAsync("wrk", "--version"),
            RuntimeInformation.OSDescription,
        ];
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} processors ({Processor()}), {memory:F0} GiB; {string.Join("; ", versions.Where(text => text.Length > 0))}."
        );
    }

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(": ")[1] ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    // wrk says its version together with a complaint that it was given no address.
    private static async Task<string> VersionAsync(string program, string argument)
    {
        try
        {
            var start = new ProcessStartInfo(program, [argument])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var text = await process.StandardOutput.ReadToEndAsync();
            var line = text.Split('\n')[0].Trim();
            return line[..Math.Min(line.Length, 40)];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
