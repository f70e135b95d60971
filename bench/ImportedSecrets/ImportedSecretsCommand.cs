using System.Diagnostics;
using System.Globalization;

namespace Auth.Bench.ImportedSecrets;

/// <summary>A flood of wrong secrets from many addresses at the DADI token endpoint: what it costs the host, and what others notice.</summary>
/// <remarks>The host is a child process, so that only its own processor time counts. Nothing is mocked: 600,000 rounds, real sockets.</remarks>
internal static class ImportedSecretsCommand
{
    /// <summary>What the child process is asked for.</summary>
    public const string Serve = "serve-imported-secrets";

    private const int Callers = 64;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Run run)
    {
        using var server = Start();
        try
        {
            using var flood = new SecretFlood(await ReadAddressAsync(server));
            await flood.LoginAsync("active");
            run.Report.Add(
                "A flood of wrong secrets",
                $"{Callers} callers at the DADI `/token`, every attempt from an address of its own; 600,000 rounds of PBKDF2. The host is a process of its own.",
                [
                    "target",
                    "share of the machine",
                    "looked at /s",
                    "turned away /s",
                    "bearer p50 ms",
                    "bearer p99 ms",
                    "honest logins",
                ],
                [
                    await MeasureAsync("none", server, flood, attackers: 0, target: null),
                    await MeasureAsync("a client that logged in lately", server, flood, Callers, "active"),
                    await MeasureAsync("a client that did not", server, flood, Callers, "quiet"),
                    await MeasureAsync("no client at all", server, flood, Callers, "nobody"),
                ]
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
            Report.Number(result.Refused / elapsed.TotalSeconds, 1),
            Report.Number(result.TurnedAway / elapsed.TotalSeconds),
            Report.Number(result.Percentile(0.5), 1),
            Report.Number(result.Percentile(0.99), 1),
            $"{result.Logins} of {result.LoginAttempts}",
        ];
    }

    private static Process Start()
    {
        var start = OwnProcess.Start(Serve);
        start.RedirectStandardOutput = true;
        return Process.Start(start)!;
    }

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
