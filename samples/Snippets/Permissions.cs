using Auth;

namespace Snippets;

internal static class Permissions
{
    public static void Protect(WebApplication app)
    {
        #region resource
        app.MapGet("/v1/things", () => "All things")
            .RequireResource("collection:v1_things", Access.Read)
            .WithDadiDialect();

        app.MapGet(
            "/v1/some-things",
            async (HttpContext context, IAccessControl control) =>
            {
                var access = await control.GetAccessAsync(context, "collection:v1_things");
                return access[Access.Read] is { } rule ? $"Things where {rule.Filter ?? "anything"}" : "No things";
            }
        );
        #endregion
    }
}
