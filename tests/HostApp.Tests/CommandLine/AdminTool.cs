using System.Diagnostics;
using System.Text.Json;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>Runs <c>auth-admin</c> as a script does: its own process, nothing to ask.</summary>
internal static class AdminTool
{
    private static readonly string Assembly = Path.Combine(Repository.OutputOf("Auth.CommandLine"), "auth-admin.dll");

    /// <summary>Runs a command against a host, with the operator's key.</summary>
    public static Task<ToolRun> AdminAsync(this HostProcess host, params string[] arguments) =>
        RunAsync(
            new() { ["AUTH_ADMIN_URL"] = host.Address.AbsoluteUri, ["AUTH_ADMIN_KEY"] = HostCalls.OperatorKey },
            arguments
        );

    /// <summary>Runs a command that succeeds and prints JSON and nothing else.</summary>
    public static async Task<JsonElement> AdminJsonAsync(this HostProcess host, params string[] arguments)
    {
        var run = await host.AdminAsync([.. arguments, "--json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Json;
    }

    /// <summary>Runs a command in an environment that has only these variables of the tool's own.</summary>
    public static async Task<ToolRun> RunAsync(
        Dictionary<string, string> environment,
        IEnumerable<string> arguments,
        string input = ""
    )
    {
        var info = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var name in info
                .Environment.Keys.Where(name => name.StartsWith("AUTH_ADMIN_", StringComparison.Ordinal))
                .ToArray()
        )
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
            return new ToolRun(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

/// <summary>How a run ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The output, which must be one JSON value.</summary>
    public JsonElement Json => Parse(Output);

    /// <summary>The errors, which must be one JSON value.</summary>
    public JsonElement ErrorJson => Parse(Error);

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
