using System.Collections.Immutable;

namespace Auth.Storage;

/// <summary>A named set of access that clients hold.</summary>
public sealed record Role
{
    /// <summary>A random identifier. Clients hold roles by it, so that a new role with the name of a removed one is another role.</summary>
    public required string Id { get; init; }

    /// <summary>The name, unique, compared ordinally.</summary>
    public required string Name { get; init; }

    /// <summary>The <see cref="Id"/> of the role whose access it inherits; <see langword="null"/>, or a removed one, for none.</summary>
    public string? ParentId { get; init; }

    /// <summary>What it allows, each resource once, in the order they were given.</summary>
    public ImmutableArray<ResourceAccess> Resources { get; init; } = [];

    /// <summary>The optimistic version: 1 when added, one more with each successful update.</summary>
    public long Version { get; init; } = 1;
}
