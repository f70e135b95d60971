using Auth;
using Microsoft.Extensions.Configuration.Memory;

namespace HostApp;

/// <summary>Demo resources in the manner of DADI API: which collections there are, for callers with a token.</summary>
internal static class Collections
{
    private static readonly Collection[] All = [new("v1", "Articles"), new("v1", "Authors")];

    /// <summary>Adds the dialect; a developer's machine has an administrator to try it with.</summary>
    public static ClientCredentialsAuthBuilder AddDadi(
        this ClientCredentialsAuthBuilder auth,
        WebApplicationBuilder builder
    )
    {
        if (builder.Environment.IsDevelopment())
        {
            var administrator = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Auth:Dadi:Admin:ClientId"] = "testClient",
                ["Auth:Dadi:Admin:Secret"] = "superSecret",
            };
            builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = administrator });
        }

        foreach (var collection in All)
        {
            auth.AddAccessResource(collection.Resource, $"{collection.Name} collection");
        }

        return auth.AddDadiDialect();
    }

    /// <summary><c>GET /api/collections</c>: the collections that the caller may read some of.</summary>
    public static void MapCollections(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/collections", ListAsync).RequireScope().WithDadiDialect();

    private static async Task<IResult> ListAsync(HttpContext context, IAccessControl access)
    {
        List<object> collections = [];
        foreach (var (version, name) in All)
        {
            var (slug, resource) = (name.ToLowerInvariant(), Collection.ResourceOf(version, name));
            if ((await access.GetAccessAsync(context, resource)).AllowsSome(Access.Read))
            {
                collections.Add(
                    new
                    {
                        version,
                        name,
                        slug,
                        path = $"/{version}/{slug}",
                    }
                );
            }
        }

        return Results.Json(new { collections }, contentType: "application/json");
    }

    /// <summary>A collection of documents.</summary>
    private sealed record Collection(string Version, string Name)
    {
        public string Resource => ResourceOf(Version, Name);

        public static string ResourceOf(string version, string name) =>
            $"collection:{version}_{name.ToLowerInvariant()}";
    }
}
