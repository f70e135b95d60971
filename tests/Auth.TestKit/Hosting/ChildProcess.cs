using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Auth.TestKit;

/// <summary>A process whose output is kept and which does not outlive the tests.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int SigTerm = 15;
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    public ChildProcess(ProcessStartInfo info)
    {
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Returns when the process has ended and all it wrote was read.</summary>
    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public void Terminate()
    {
        if (_process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            // There is no signal to send: a console process without a window can only be killed.
            _process.Kill();
        }
        else
        {
            _ = SendSignal(_process.Id, SigTerm);
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        Kill();
        _process.Dispose();
    }

    /// <summary>Sends a signal to one process, here or elsewhere in the tree; one that has ended is passed over.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SendSignal(int processId, int signal);

    private void OnProcessExit(object? sender, EventArgs e) => Kill();

    private void Append(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}
