using System.Collections.Immutable;
using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>Changes lists of resources.</summary>
internal static class Assignments
{
    /// <summary>Adds a resource.</summary>
    /// <returns><see langword="null"/> when it is there already.</returns>
    public static ImmutableArray<ResourceAccess>? Plus(
        this ImmutableArray<ResourceAccess> resources,
        ResourceAccess added
    ) => resources.Any(resource => resource.Resource == added.Resource) ? null : resources.Add(added);

    /// <summary>Lays rules over those of a resource.</summary>
    /// <returns><see langword="null"/> when it is not there.</returns>
    public static ImmutableArray<ResourceAccess>? Merge(
        this ImmutableArray<ResourceAccess> resources,
        string name,
        IReadOnlyDictionary<Access, AccessRule?> rules
    )
    {
        if (resources.FirstOrDefault(resource => resource.Resource == name) is not { } found)
        {
            return null;
        }

        var merged = rules.Aggregate(found.Matrix, (matrix, rule) => matrix.With(rule.Key, rule.Value));
        return resources.Replace(found, found with { Matrix = merged });
    }

    /// <summary>Takes a resource away.</summary>
    /// <returns><see langword="null"/> when it is not there.</returns>
    public static ImmutableArray<ResourceAccess>? Less(this ImmutableArray<ResourceAccess> resources, string name) =>
        resources.FirstOrDefault(resource => resource.Resource == name) is { } found ? resources.Remove(found) : null;
}
