using Auth.Bearer;
using Auth.KeyInfo;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Openverse;

/// <summary><c>GET /v1/rate_limit/</c>: what the key has used and what is left. Looking costs nothing of it.</summary>
internal sealed class OpenverseKeyInfoEndpoint(KeyInfoReader reader)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var session = AuthRequest.Of(context)!.Session!;
        var info = await reader.ReadAsync(session.Client!, context.Connection.RemoteIpAddress);
        await JsonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new KeyInfoBody(
                info.Windows.Count == 0 ? 0 : info.Windows[0].Used,
                info.Windows.Count == 0 ? 0 : info.Windows[^1].Used,
                info.Tier,
                info.Verified,
                info.Windows.ToDictionary(window => window.Name, window => window.Rate, StringComparer.Ordinal),
                info.Windows.ToDictionary(
                    window => window.Name,
                    window => (long)window.Remaining,
                    StringComparer.Ordinal
                ),
                info.Windows.ToDictionary(
                    window => window.Name,
                    window => (long)window.ResetSeconds,
                    StringComparer.Ordinal
                )
            ),
            OpenverseJson.Relaxed.KeyInfoBody
        );
    }
}
