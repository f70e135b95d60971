using Auth.Bench.Pipeline;

namespace Auth.Bench.Sockets;

/// <summary>Serves one contestant on a port of the loopback address until its input ends.</summary>
internal static class ServeCommand
{
    public static async Task RunAsync(string kind, string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Contestants.Settings);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = kind switch
        {
            "bare" => Contestants.Bare(builder),
            "framework" => Contestants.Framework(builder),
            _ => Contestants.Library(builder, static _ => { }),
        };
        await app.StartAsync();
        if (kind == "framework")
        {
            app.Services.GetRequiredService<KnownTokens>().Add("known", "client");
        }

        Console.WriteLine(kind == "ours" ? await Contestants.TokenAsync(app.Services) : "known");
        await Console.In.ReadToEndAsync();
    }
}
