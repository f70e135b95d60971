using System.Diagnostics;
using System.Globalization;

namespace Auth.Bench;

/// <summary>A flood of wrong secrets from many addresses at the DADI token endpoint: what it costs the host, and what others notice.</summary>
/// <remarks>The host is a child process, so that only its own processor time counts. Nothing is mocked: 600,000 rounds, real sockets.</remarks>
internal sealed class ImportedSecretsCommand : ICommand
{
    private const string Serve = "--serve";
    private const int Callers = 64;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public string Name => "imported-secrets";

    public string Summary => "a flood of wrong secrets: processor share, slow hashes a second, latency of others";

    public async Task<int> RunAsync(string[] args)
    {
        if (args is [Serve])
        {
            await ImportedSecretsHost.RunAsync();
            return 0;
        }

        using var server = Start();
        try
        {
            var address = await ReadAddressAsync(server);
            using var flood = new SecretFlood(address);
            Console.WriteLine(
                $"processors: {Environment.ProcessorCount}, callers: {Callers}, each from an address of its own"
            );
            await flood.LoginAsync("active");
            await MeasureAsync("nothing but honest requests", server, flood, attackers: 0, target: null);
            await MeasureAsync("flood at a client that logged in lately", server, flood, Callers, "active");
            await MeasureAsync("flood at a client that did not", server, flood, Callers, "quiet");
            await MeasureAsync("flood at clients that do not exist", server, flood, Callers, "nobody");
            return 0;
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static async Task MeasureAsync(
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
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {share:P0} of the machine; wrong secrets answered {result.Refused / elapsed.TotalSeconds:0}/s, turned away {result.TurnedAway / elapsed.TotalSeconds:0}/s; "
                    + $"honest bearer requests p50 {result.Percentile(0.5):0.0} ms, p99 {result.Percentile(0.99):0.0} ms; honest logins {result.Logins} of {result.LoginAttempts}"
            )
        );
    }

    private static Process Start()
    {
        var own = Environment.ProcessPath!;
        var dll = typeof(ImportedSecretsCommand).Assembly.Location;
        string[] arguments = Path.GetFileNameWithoutExtension(own) == "dotnet" ? [dll] : [];
        return Process.Start(
            new ProcessStartInfo(own, [.. arguments, "imported-secrets", Serve]) { RedirectStandardOutput = true }
        )!;
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
