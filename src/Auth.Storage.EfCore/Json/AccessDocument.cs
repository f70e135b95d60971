using System.Collections.Immutable;
using System.Text.Json;

namespace Auth.Storage.EfCore;

/// <summary>The access to one resource as JSON: the types of access that there are, by name, each with its limits.</summary>
internal sealed record ResourceDocument(string Name, Dictionary<string, RuleDocument> Access)
{
    public static string Write(ImmutableArray<ResourceAccess> resources) =>
        JsonSerializer.Serialize([.. resources.Select(From)], StorageJson.Default.ResourceDocumentArray);

    public static ImmutableArray<ResourceAccess> Read(string json) =>
        [.. StorageJson.Read(json, StorageJson.Default.ResourceDocumentArray).Select(document => document.ToAccess())];

    public static ResourceDocument From(ResourceAccess resource)
    {
        var matrix = resource.Matrix;
        var access = new Dictionary<string, RuleDocument>(StringComparer.Ordinal);
        Add("delete", matrix.Delete);
        Add("deleteOwn", matrix.DeleteOwn);
        Add("create", matrix.Create);
        Add("read", matrix.Read);
        Add("readOwn", matrix.ReadOwn);
        Add("update", matrix.Update);
        Add("updateOwn", matrix.UpdateOwn);
        return new ResourceDocument(resource.Resource, access);

        void Add(string type, AccessRule? rule)
        {
            if (rule is not null)
            {
                access[type] = new RuleDocument(rule.Filter, rule.Fields);
            }
        }
    }

    public ResourceAccess ToAccess()
    {
        return new ResourceAccess(
            Name,
            new AccessMatrix
            {
                Delete = Rule("delete"),
                DeleteOwn = Rule("deleteOwn"),
                Create = Rule("create"),
                Read = Rule("read"),
                ReadOwn = Rule("readOwn"),
                Update = Rule("update"),
                UpdateOwn = Rule("updateOwn"),
            }
        );

        AccessRule? Rule(string type) => Access.GetValueOrDefault(type)?.ToRule();
    }
}

/// <summary>The limits of one type of access.</summary>
internal sealed record RuleDocument(string? Filter, string? Fields)
{
    public AccessRule ToRule() => Filter is null && Fields is null ? AccessRule.Full : new AccessRule(Filter, Fields);
}

/// <summary>A client's access inside its row; its type is a column of its own.</summary>
internal sealed record AccessDocument(string[] Roles, ResourceDocument[] Resources, string Data)
{
    public static string Write(ClientAccess access) =>
        JsonSerializer.Serialize(
            new AccessDocument([.. access.Roles], [.. access.Resources.Select(ResourceDocument.From)], access.Data),
            StorageJson.Default.AccessDocument
        );

    public static ClientAccess Read(string json, ClientAccessType type)
    {
        var document = StorageJson.Read(json, StorageJson.Default.AccessDocument);
        return new ClientAccess
        {
            Type = type,
            Roles = [.. document.Roles],
            Resources = [.. document.Resources.Select(resource => resource.ToAccess())],
            Data = document.Data,
        };
    }
}
