using System.Diagnostics;
using System.Globalization;

namespace Auth.Bench.ImportedSecrets;

/// <summary>A flood of wrong secrets from many addresses at the DADI token endpoint: what it costs the host, and what others notice.</summary>
/// <remarks>The host is a child process, so that only its own processor time counts. Nothing is mocked: 600,000 rounds, real sockets.</remarks>
internal static class ImportedSecretsCommand
{
    /// <summary>What the child process is asked to serve.</summary>
    public const string Served = "imported-secrets";

    private const int Callers = 64;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report report)
    {
        using var server = Start();
        try
        {
            var address = await ReadAddressAsync(server);
            using var flood = new SecretFlood(address);
            await flood.LoginAsync("active");
            string[][] rows =
            [
                await MeasureAsync("nothing but honest requests", server, flood, attackers: 0, target: null),
                await MeasureAsync("a client that logged in lately", server, flood, Callers, "active"),
                await MeasureAsync("a client that did not", server, flood, Callers, "quiet"),
                await MeasureAsync("clients that do not exist", server, flood, Callers, "nobody"),
            ];
            report.Add(
                "A flood of wrong secrets",
                $"At `POST /token` of the DADI dialect, {Callers} callers, each attempt from another address, for {Duration.TotalSeconds:0} s; secrets are hashed with 600,000 rounds of PBKDF2.",
                [
                    "flood at",
                    "processor",
                    "refused/s",
                    "turned away/s",
                    "honest p50 ms",
                    "honest p99 ms",
                    "honest logins",
                ],
                rows
            );
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static async Task<string[]> MeasureAsync(
        string what,
        Process server,
        SecretFlood flood,
        int attackers,
        string? target
    )
    {
        server.Refresh();
        var before = server.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = await flood.RunAsync(attackers, target, Duration);
        var elapsed = watch.Elapsed;
        server.Refresh();
        var used = (server.TotalProcessorTime - before).TotalSeconds;
        var share = used / (elapsed.TotalSeconds * Environment.ProcessorCount);
        return
        [
            what,
            string.Create(CultureInfo.InvariantCulture, $"{share:P0}"),
            Report.Number(result.Refused / elapsed.TotalSeconds),
            Report.Number(result.TurnedAway / elapsed.TotalSeconds),
            Report.Number(result.Percentile(0.5), 1),
            Report.Number(result.Percentile(0.99), 1),
            $"{result.Logins} of {result.LoginAttempts}",
        ];
    }

    private static Process Start() =>
        Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["serve", Served])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;

    private static async Task<Uri> ReadAddressAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Uri.TryCreate(line, UriKind.Absolute, out var address))
            {
                return address;
            }
        }

        throw new InvalidOperationException("The host ended before it listened.");
    }
}
