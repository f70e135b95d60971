using System.Net;
using System.Text;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>An application on this machine that waits for its user to come back, as a native one does (RFC 8252 section 7.3).</summary>
internal sealed class LoopbackApplication : IDisposable
{
    private readonly HttpListener _listener = new();

    public LoopbackApplication()
    {
        Callback = $"http://127.0.0.1:{FreePort.Find()}/cb";
        _listener.Prefixes.Add(Callback + "/");
        _listener.Start();
    }

    /// <summary>Where users come back to.</summary>
    public string Callback { get; }

    /// <summary>Waits for the user.</summary>
    /// <returns>The parameters of the answer.</returns>
    public async Task<Dictionary<string, string>> ReturnAsync()
    {
        var context = await _listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var page = Encoding.UTF8.GetBytes("<!doctype html><title>Back</title><h1>Back in the application</h1>");
        context.Response.ContentType = "text/html";
        await context.Response.OutputStream.WriteAsync(page);
        context.Response.Close();
        return context
            .Request.QueryString.AllKeys.OfType<string>()
            .ToDictionary(name => name, name => context.Request.QueryString[name]!, StringComparer.Ordinal);
    }

    public void Dispose() => _listener.Close();
}
