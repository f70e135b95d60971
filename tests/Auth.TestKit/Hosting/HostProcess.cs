using System.Diagnostics;
using System.Net;

namespace Auth.TestKit;

/// <summary>The try-out host as a process of its own, with a data directory of its own: what a user runs, and what can be killed.</summary>
/// <remarks>
/// It listens on a free loopback port and keeps port and data over restarts. Its working directory is <see cref="DataDirectory"/>, which
/// starts with a copy of the host's appsettings files, so a test may edit them.
/// </remarks>
public sealed class HostProcess : IAsyncDisposable
{
    private const int Attempts = 5;

    /// <summary>Where the host lies: as <c>eng/test.sh</c> published it, or as it was built.</summary>
    private static readonly string Program =
        System.Environment.GetEnvironmentVariable("AUTH_TEST_HOST") ?? Repository.OutputOf("HostApp");

    private static readonly string Assembly = Path.Combine(Program, "HostApp.dll");
    private readonly DirectoryInfo _data;
    private readonly TimeSpan _timeout;
    private ChildProcess? _child;

    private HostProcess(IReadOnlyDictionary<string, string?>? environment, TimeSpan? timeout)
    {
        if (!File.Exists(Assembly))
        {
            throw new FileNotFoundException("HostApp is not built in this configuration: build Auth.sln.", Assembly);
        }

        _timeout = timeout ?? TimeSpan.FromSeconds(60);
        _data = Directory.CreateTempSubdirectory("auth-host-");
        Environment = new(environment ?? new Dictionary<string, string?>(), StringComparer.Ordinal);
        Mail = new MailDrop(Path.Combine(DataDirectory, "mail"));
        foreach (var file in Directory.GetFiles(Program, "appsettings*.json"))
        {
            File.Copy(file, Path.Combine(DataDirectory, Path.GetFileName(file)));
        }
    }

    /// <summary>What the process gets beside the test's own environment, from which every setting of a host is removed.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>Where the host keeps its files; removed with this object.</summary>
    public string DataDirectory => _data.FullName;

    /// <summary>The messages that the host sends, unless its environment says otherwise.</summary>
    public MailDrop Mail { get; }

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:5080/</c>.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>A client for it that follows no redirects, keeps no cookies and waits 30 seconds at the most.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>What it wrote to standard output and error since it was started last.</summary>
    public string Output => _child?.Output ?? "";

    /// <summary>Whether the process lives.</summary>
    public bool IsRunning => _child is { HasExited: false };

    /// <summary>Starts a host on an empty data directory and waits until it is ready.</summary>
    /// <param name="environment">Settings such as <c>Auth__Storage</c>; ASPNETCORE_ENVIRONMENT is Development unless it says otherwise.</param>
    /// <param name="timeout">How long it may take to be ready or to stop; 60 seconds if none is given.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; the message holds its output.</exception>
    public static async Task<HostProcess> StartAsync(
        IReadOnlyDictionary<string, string?>? environment = null,
        TimeSpan? timeout = null
    )
    {
        var host = new HostProcess(environment, timeout);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                host.Port = FreePort.Find();
                host.Client.Dispose();
                host.Client = NewClient(host.Address);
                try
                {
                    await host.StartAgainAsync();
                    return host;
                }
                catch (InvalidOperationException)
                    when (attempt < Attempts
                        && host.Output.Contains("address already in use", StringComparison.OrdinalIgnoreCase)
                    )
                {
                    // Somebody took the port between its being found and its being used.
                }
            }
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the host again after <see cref="KillAsync"/> or <see cref="StopAsync"/>: same port, same data.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; the message holds its output.</exception>
    public async Task StartAgainAsync()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("The host runs already.");
        }

        _child?.Dispose();
        _child = new ChildProcess(StartInfo());
        await WaitUntilReadyAsync(_child);
    }

    /// <summary>Stops the host as a shell does (SIGTERM) and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Ends the process at once (SIGKILL): it gets no chance to write anything.</summary>
    public async Task KillAsync()
    {
        _child?.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Asks the process to end (SIGTERM) and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<int> StopAsync()
    {
        _child?.Terminate();
        return await WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _child?.Dispose();
        Client.Dispose();
        _data.Delete(recursive: true);
    }

    private static HttpClient NewClient(Uri address)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        return new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo("dotnet", [Assembly, "--urls", $"http://127.0.0.1:{Port}"])
        {
            WorkingDirectory = DataDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] prefixes = ["Auth__", "ConnectionStrings__", "HostApp__", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "URLS"];
        foreach (var name in info.Environment.Keys.Where(name => prefixes.Any(name.StartsWith)).ToArray())
        {
            info.Environment.Remove(name);
        }

        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private async Task WaitUntilReadyAsync(ChildProcess child)
    {
        using var deadline = new CancellationTokenSource(_timeout);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var last = "no answer";
        try
        {
            while (!child.HasExited)
            {
                try
                {
                    using var response = await Client.GetAsync(
                        new Uri("health/ready", UriKind.Relative),
                        deadline.Token
                    );
                    if (response.StatusCode == HttpStatusCode.OK && !child.HasExited)
                    {
                        return;
                    }

                    last = $"status {(int)response.StatusCode}";
                }
                catch (HttpRequestException e)
                {
                    last = e.Message;
                }

                await poll.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            child.Kill();
        }

        await WaitForExitAsync();
        throw new InvalidOperationException(
            $"The host was not ready ({last}) and ended with code {child.ExitCode}:\n{Output}"
        );
    }

    private async Task<int> WaitForExitAsync()
    {
        if (_child is null)
        {
            return 0;
        }

        await _child.WaitForExitAsync().WaitAsync(_timeout);
        return _child.ExitCode;
    }
}
