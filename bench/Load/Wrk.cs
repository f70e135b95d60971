using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Auth.Bench.Load;

/// <summary>What a run measured.</summary>
/// <param name="Requests">Requests answered.</param>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record WrkResult(long Requests, double PerSecond, double P50, double P99);

/// <summary>What <c>wrk</c> sends.</summary>
/// <param name="Url">Where to.</param>
internal sealed record WrkLoad(Uri Url)
{
    /// <summary>Connections, each with one request (or one pipeline of them) on its way.</summary>
    public int Connections { get; init; } = 32;

    /// <summary>The <c>Authorization</c> field.</summary>
    public string? Authorization { get; init; }

    /// <summary>A script beside this program, and its arguments.</summary>
    public string[] Script { get; init; } = [];
}

/// <summary>The load generator <c>wrk</c>, with one thread.</summary>
internal static partial class Wrk
{
    /// <summary>Sends requests.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, or some requests were answered with an error.</exception>
    public static async Task<WrkResult> RunAsync(WrkLoad load, double seconds)
    {
        using var process = Start(load, seconds);
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || text.Contains("Non-2xx", StringComparison.Ordinal) || !Rate().IsMatch(text))
        {
            throw new InvalidOperationException($"{load.Url}: {text}");
        }

        return new WrkResult(
            long.Parse(Total().Match(text).Groups["n"].ValueSpan, CultureInfo.InvariantCulture),
            double.Parse(Rate().Match(text).Groups["n"].ValueSpan, CultureInfo.InvariantCulture),
            Milliseconds(text, "50%"),
            Milliseconds(text, "99%")
        );
    }

    private static Process Start(WrkLoad load, double seconds)
    {
        var whole = (int)Math.Max(1, Math.Round(seconds));
        var start = new ProcessStartInfo("wrk") { UseShellExecute = false, RedirectStandardOutput = true };
        var arguments = start.ArgumentList;
        arguments.Add("-t1");
        arguments.Add(string.Create(CultureInfo.InvariantCulture, $"-c{load.Connections}"));
        arguments.Add(string.Create(CultureInfo.InvariantCulture, $"-d{whole}s"));
        arguments.Add("--latency");
        if (load.Authorization is { } authorization)
        {
            arguments.Add("-H");
            arguments.Add($"Authorization: {authorization}");
        }

        if (load.Script is [var script, ..])
        {
            arguments.Add("-s");
            arguments.Add(Path.Combine(AppContext.BaseDirectory, "Load", script));
        }

        arguments.Add(load.Url.ToString());
        foreach (var argument in load.Script.Skip(1).Prepend("--"))
        {
            arguments.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("wrk is not installed: apt-get install wrk.", e);
        }
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

    [GeneratedRegex(@"(?<n>\d+) requests in", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Total();

    [GeneratedRegex(@"Requests/sec:\s+(?<n>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<q>\d+%)\s+(?<n>[\d.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Latency();
}
