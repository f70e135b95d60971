using System.Globalization;
using System.Runtime;
using System.Text.Json;

namespace Auth.Bench.Hosts;

/// <summary>Serves a contestant on a free port of the loopback address until its input ends.</summary>
internal static class ServeCommand
{
    /// <summary>What the process is asked for.</summary>
    public const string Name = "serve";

    /// <summary>Serves.</summary>
    /// <param name="json">A <see cref="HostSpec"/>.</param>
    public static async Task RunAsync(string json)
    {
        var spec = JsonSerializer.Deserialize<HostSpec>(json, ServedHost.Json)!;
        await using var app = Contestants.Build(spec, builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));
        app.MapGet("/process", () => ProcessFigures.Read());
        app.MapGet("/compiled", () => JitInfo.GetCompilationTime().TotalMilliseconds);
        await app.StartAsync();
        if (spec.Tokens is { } tokens)
        {
            await WriteTokensAsync(app.Services, tokens.File, tokens.Count);
        }

        var pauses = spec.LiveTokens > 0 ? await LiveTokens.FillAsync(app.Services, spec.LiveTokens) : default;
        var token = await Contestants.TokenAsync(app.Services);
        var compiled = JitInfo.GetCompilationTime().TotalMilliseconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{app.Urls.First()} {token} {pauses.Longest} {pauses.Computed} {pauses.Floor} {compiled}"
            )
        );
        await Console.In.ReadToEndAsync();
    }

    private static async Task WriteTokensAsync(IServiceProvider services, string file, int count)
    {
        await using var writer = new StreamWriter(file);
        for (var i = 0; i < count; i++)
        {
            await writer.WriteLineAsync(await Contestants.TokenAsync(services, "crowd"));
        }
    }
}
