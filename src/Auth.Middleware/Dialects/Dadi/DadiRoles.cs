using Auth.AccessControl;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary>Shows roles.</summary>
internal sealed class DadiRoles(IRoleStore roles)
{
    /// <summary>Shows a role, or says why it was not changed.</summary>
    public async Task ShowAsync(HttpContext context, int status, AccessResult<Role> result)
    {
        if (result.Value is not { } role)
        {
            await DadiDesk.RefuseAsync(context, result.Error!, "role");
            return;
        }

        var graph = new RoleGraph(await roles.ListAsync(context.RequestAborted));
        await ShowAsync(context, status, [role], graph);
    }

    /// <summary>Shows roles.</summary>
    public static Task ShowAsync(HttpContext context, int status, IReadOnlyList<Role> shown, RoleGraph graph) =>
        DadiReply.ResultsAsync(context, status, shown, (writer, role) => DadiShapes.WriteRole(writer, role, graph));
}
