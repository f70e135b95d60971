using System.Diagnostics;
using System.Globalization;

namespace Auth.TestKit;

/// <summary>A real server that a test started itself and may pause, kill and start again.</summary>
public abstract class ServerProcess : IAsyncDisposable
{
    private const int SigKill = 9;
    private const int SigStop = 19;
    private const int SigContinue = 18;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("auth-server-");
    private ChildProcess? _child;

    /// <summary>Called by the kinds of servers.</summary>
    private protected ServerProcess() => AppDomain.CurrentDomain.ProcessExit += OnProcessExit;

    /// <summary>The loopback port; kept over restarts.</summary>
    public int Port { get; } = FreePort.Find();

    /// <summary>Where the server keeps its files; removed with this object.</summary>
    public string DataDirectory => _data.FullName;

    /// <summary>What the server wrote since it was started last.</summary>
    public string Output => _child?.Output ?? "";

    /// <summary>Starts the server, or starts it again after <see cref="KillAsync"/>, and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It did not answer in time; the message holds its output.</exception>
    public async Task StartAsync()
    {
        _child?.Dispose();
        _child = new ChildProcess(StartInfo());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await AnswersAsync())
        {
            if (_child.HasExited || deadline.IsCancellationRequested)
            {
                _child.Kill();
                throw new InvalidOperationException($"{GetType().Name} did not start:\n{Output}");
            }

            await poll.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Stops the server in its tracks (SIGSTOP): connections stay open and nobody answers.</summary>
    public void Pause() => Signal(SigStop);

    /// <summary>Lets a paused server go on.</summary>
    public void Resume() => Signal(SigContinue);

    /// <summary>Ends the server at once (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_child is { HasExited: false } child)
        {
            Signal(SigKill);
            await child.WaitForExitAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        await KillAsync();
        _child?.Dispose();
        _data.Delete(recursive: true);
    }

    /// <summary>How the server is started.</summary>
    private protected abstract ProcessStartInfo StartInfo();

    /// <summary>Whether the server serves.</summary>
    private protected abstract Task<bool> AnswersAsync();

    /// <summary>A start of a program whose output is read.</summary>
    private protected static ProcessStartInfo Program(string file, params IEnumerable<string> arguments) =>
        new(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

    // A server may be many processes, and pausing the first one leaves the others at work.
    private void Signal(int signal)
    {
        if (_child is { HasExited: false } child)
        {
            foreach (var process in Tree(child.Id))
            {
                _ = ChildProcess.SendSignal(process, signal);
            }
        }
    }

    private static List<int> Tree(int root)
    {
        List<int> tree = [root];
        var all = Process.GetProcesses().Select(process => (process.Id, Parent: ParentOf(process.Id))).ToList();
        for (var at = 0; at < tree.Count; at++)
        {
            tree.AddRange(all.Where(process => process.Parent == tree[at]).Select(process => process.Id));
        }

        return tree;
    }

    private static int ParentOf(int process)
    {
        try
        {
            // pid (name) state ppid ...; the name may hold spaces.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        Signal(SigKill);
        _data.Delete(recursive: true);
    }
}
