using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Auth.Bench.Sockets;

/// <summary>What a run measured.</summary>
internal sealed record WrkResult(double PerSecond, double P50, double P99);

/// <summary>The load generator <c>wrk</c>.</summary>
internal static partial class Wrk
{
    public static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => File.Exists(Path.Combine(directory, "wrk")));

    /// <summary>Sends requests for three seconds.</summary>
    /// <exception cref="InvalidOperationException">Some were answered with an error.</exception>
    public static async Task<WrkResult> RunAsync(string url, string token)
    {
        var start = new ProcessStartInfo(
            "wrk",
            ["-t1", "-c32", "-d3s", "--latency", "-H", $"Authorization: Bearer {token}", url]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (text.Contains("Non-2xx", StringComparison.Ordinal) || process.ExitCode != 0)
        {
            throw new InvalidOperationException(text);
        }

        return new WrkResult(
            double.Parse(Rate().Match(text).Groups["n"].ValueSpan, CultureInfo.InvariantCulture),
            Milliseconds(text, "50%"),
            Milliseconds(text, "99%")
        );
    }

    private static double Milliseconds(string text, string quantile)
    {
        var match = Latency().Matches(text).First(found => found.Groups["q"].Value == quantile);
        var value = double.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "us" => value / 1000,
            "s" => value * 1000,
            _ => value,
        };
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<n>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<q>\d+%)\s+(?<n>[\d.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Latency();
}
