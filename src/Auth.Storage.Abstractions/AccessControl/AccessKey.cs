using System.Collections.Immutable;

namespace Auth.Storage;

/// <summary>A permanent token with less power than the client it belongs to.</summary>
public sealed record AccessKey
{
    /// <summary>A random identifier that may be shown and logged.</summary>
    public required string Id { get; init; }

    /// <summary>The hash of the token.</summary>
    public required TokenHash Hash { get; init; }

    /// <summary>The client whose power bounds it, and with which it goes.</summary>
    public required string ClientId { get; init; }

    /// <summary>Whether it acts as the client; if not, it stands for nobody and only borrows the power of whoever made it.</summary>
    public required bool ActsAsClient { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>What it is for, in the words of whoever made it.</summary>
    public string? Description { get; init; }

    /// <summary>What it may do, each resource once, in the order they were given.</summary>
    public ImmutableArray<ResourceAccess> Resources { get; init; } = [];

    /// <summary>The last characters of the token, by which people tell keys apart.</summary>
    public required string Ending { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The optimistic version: 1 when added, one more with each successful update.</summary>
    public long Version { get; init; } = 1;
}

/// <summary>A key together with the client it belongs to.</summary>
/// <param name="Key">The key.</param>
/// <param name="Client">Its client, as stored at the same moment.</param>
public sealed record AccessKeyLookup(AccessKey Key, Client Client);
