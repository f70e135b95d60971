using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Auth.Bench.Sockets;

/// <summary>This program as a process of its own that serves a contestant.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, string url, string token) => (_process, Url, Token) = (process, url, token);

    public string Url { get; }

    public string Token { get; }

    public static async Task<Server> StartAsync(string kind)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", kind, port])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var token = await process.StandardOutput.ReadLineAsync();
        return new Server(
            process,
            $"http://127.0.0.1:{port}/",
            token ?? throw new IOException($"{kind} did not start.")
        );
    }

    /// <summary>Ends its input, which ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
