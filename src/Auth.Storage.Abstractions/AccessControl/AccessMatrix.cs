namespace Auth.Storage;

/// <summary>What may be done with one resource, by type of access; <see langword="null"/> is no access.</summary>
public sealed record AccessMatrix
{
    /// <summary>No access at all.</summary>
    public static AccessMatrix None { get; } = new();

    /// <summary>All access, without limits.</summary>
    public static AccessMatrix Full { get; } =
        new()
        {
            Delete = AccessRule.Full,
            DeleteOwn = AccessRule.Full,
            Create = AccessRule.Full,
            Read = AccessRule.Full,
            ReadOwn = AccessRule.Full,
            Update = AccessRule.Full,
            UpdateOwn = AccessRule.Full,
        };

    /// <summary>Removing documents.</summary>
    public AccessRule? Delete { get; init; }

    /// <summary>Removing documents that the caller created.</summary>
    public AccessRule? DeleteOwn { get; init; }

    /// <summary>Making documents.</summary>
    public AccessRule? Create { get; init; }

    /// <summary>Reading documents.</summary>
    public AccessRule? Read { get; init; }

    /// <summary>Reading documents that the caller created.</summary>
    public AccessRule? ReadOwn { get; init; }

    /// <summary>Changing documents.</summary>
    public AccessRule? Update { get; init; }

    /// <summary>Changing documents that the caller created.</summary>
    public AccessRule? UpdateOwn { get; init; }
}

/// <summary>The access to one resource.</summary>
/// <param name="Resource">The resource's name, such as <c>collection:v1_things</c>; compared ordinally.</param>
/// <param name="Matrix">What may be done with it.</param>
public sealed record ResourceAccess(string Resource, AccessMatrix Matrix);
