using System.Diagnostics;
using System.Net;
using System.Text;
using Auth.TestKit;

namespace Auth.Packages.Tests;

/// <summary>An API that was started with <c>dotnet run</c>.</summary>
internal sealed class RunningApi : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private RunningApi(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Client { get; }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => Client.BaseAddress!.AbsoluteUri.TrimEnd('/');

    /// <summary>Starts a built project and waits until it answers.</summary>
    public static async Task<RunningApi> StartAsync(Dotnet dotnet, string project, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        string[] arguments = ["run", "--project", project, "--no-build", "--", "--urls", address.AbsoluteUri];
        var api = new RunningApi(dotnet.Start("dotnet", project, [.. arguments, .. settings]), address);
        try
        {
            await api.WaitUntilReadyAsync();
            return api;
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Dotnet.Stop(_process);
        _process.Dispose();
        Client.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            _process.HasExited.ShouldBeFalse(Output());
            try
            {
                var metadata = new Uri("/.well-known/oauth-protected-resource", UriKind.Relative);
                using var response = await Client.GetAsync(metadata, deadline.Token);
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }
}
