using Microsoft.AspNetCore.Http;

namespace Auth.Admin;

/// <summary><c>GET /overview</c>: how the service is doing.</summary>
internal sealed class AdminOverviewEndpoint(OverviewReader overview)
{
    public async Task HandleAsync(HttpContext context) =>
        await AdminReply.WriteAsync(
            context,
            await overview.ReadAsync(context.RequestAborted),
            AdminJson.Relaxed.OverviewView
        );
}
