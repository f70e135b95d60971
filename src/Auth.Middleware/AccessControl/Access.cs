namespace Auth;

/// <summary>What may be done with a resource.</summary>
public enum Access
{
    /// <summary>Remove documents.</summary>
    Delete,

    /// <summary>Remove documents that the caller created.</summary>
    DeleteOwn,

    /// <summary>Make documents.</summary>
    Create,

    /// <summary>Read documents.</summary>
    Read,

    /// <summary>Read documents that the caller created.</summary>
    ReadOwn,

    /// <summary>Change documents.</summary>
    Update,

    /// <summary>Change documents that the caller created.</summary>
    UpdateOwn,
}
