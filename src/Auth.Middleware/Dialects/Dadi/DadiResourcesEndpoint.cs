using Auth.AccessControl;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary><c>GET /api/resources</c>: the resources that the caller has any access to.</summary>
internal sealed class DadiResourcesEndpoint(DadiDesk desk, ResourceCatalog catalog)
{
    public Task HandleAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            caller =>
                DadiReply.ResultsAsync(
                    context,
                    StatusCodes.Status200OK,
                    catalog.All.Where(resource => HasAny(caller.For(resource.Name))),
                    (writer, resource) =>
                    {
                        writer.WriteStartObject();
                        writer.WriteString("name", resource.Name);
                        writer.WriteString("description", resource.Description);
                        writer.WriteEndObject();
                    }
                )
        );

    private static bool HasAny(EffectiveAccess access) => AccessTypes.All.Any(access.AllowsSome);
}
