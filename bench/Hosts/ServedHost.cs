using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Auth.Bench.Hosts;

/// <summary>This program as a process of its own that serves a contestant.</summary>
internal sealed class ServedHost : IAsyncDisposable
{
    /// <summary>How a <see cref="HostSpec"/> travels.</summary>
    public static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private readonly HttpClient _http = new();
    private readonly Process _process;

    private ServedHost(Process process, Uri url, string token) => (_process, Url, Token) = (process, url, token);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>A token it accepts.</summary>
    public string Token { get; }

    /// <summary>From the start of the process until it was ready.</summary>
    public TimeSpan StartTime { get; private init; }

    /// <summary>How much of the processor's time until then the compiler of the runtime took.</summary>
    public TimeSpan CompileTime { get; private init; }

    /// <summary>What filling its store was like.</summary>
    public Pauses Pauses { get; private init; }

    /// <summary>Bytes in memory.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a host and waits until it is ready.</summary>
    /// <param name="spec">What to serve.</param>
    /// <param name="program">Where this program lies as it was published; by default what runs now.</param>
    /// <exception cref="InvalidOperationException">It ended before; what it wrote to standard error was shown.</exception>
    public static async Task<ServedHost> StartAsync(HostSpec spec, string? program = null)
    {
        string[] arguments = [ServeCommand.Name, JsonSerializer.Serialize(spec, Json)];
        var start = program is null
            ? OwnProcess.Start(arguments)
            : new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        if (line?.Split(' ') is not [var url, var token, var longest, var computed, var floor, var compiled])
        {
            process.Kill();
            throw new InvalidOperationException($"The host {spec.Kind} did not start: {line}");
        }

        return new ServedHost(process, new Uri(url), token)
        {
            StartTime = watch.Elapsed,
            Pauses = new Pauses(Number(longest), Number(computed), Number(floor)),
            CompileTime = TimeSpan.FromMilliseconds(Number(compiled)),
        };

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>How much of the processor's time the compiler of its runtime has taken so far.</summary>
    public async Task<TimeSpan> ReadCompileTimeAsync() =>
        TimeSpan.FromMilliseconds(await _http.GetFromJsonAsync<double>(new Uri(Url, "compiled")));

    /// <summary>Ends its input, which ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
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
}
