using Auth.Pipeline;
using Auth.Storage;
using Auth.Storage.InMemory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Bearer.Sessions;

/// <summary>A host over a watched token store, with one endpoint at <c>/</c> that asks for any token.</summary>
internal static class SessionHost
{
    public static async Task<(PipelineHost Host, WatchedTokenStore Tokens)> StartAsync(
        params (string Key, string? Value)[] settings
    )
    {
        WatchedTokenStore? tokens = null;
        var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = new Dictionary<string, string?>(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)))
                {
                    ["Auth:RateLimiting:Tiers:standard:burst"] = "off",
                },
                Auth = auth =>
                    auth.UseStore<ITokenStore>(services =>
                        tokens = new WatchedTokenStore(
                            new InMemoryTokenStore(services.GetRequiredService<InMemoryDatabase>())
                        )
                    ),
                Map = app => app.MapGet("/", (HttpContext c) => c.GetCallingClient()!.Tier).RequireScope(),
            }
        );
        host.Services.GetRequiredService<ITokenStore>();
        return (host, tokens!);
    }
}
