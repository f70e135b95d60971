namespace Auth.AccessControl;

/// <summary>Why access control refuses; each wire has its own words.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Subject">The role or resource it is about.</param>
internal sealed record AccessError(AccessErrorKind Kind, string Subject = "");

/// <summary>The reasons to refuse.</summary>
internal enum AccessErrorKind
{
    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>The client, role, key or assignment is not there.</summary>
    NotFound,

    /// <summary>Another client has the id.</summary>
    ClientExists,

    /// <summary>Another client has the address.</summary>
    EmailExists,

    /// <summary>Another role has the name.</summary>
    RoleExists,

    /// <summary>There is no such role to give.</summary>
    InvalidRole,

    /// <summary>There is no such role to inherit from, or it inherits from this one.</summary>
    InvalidParent,

    /// <summary>The resource is assigned already.</summary>
    HasResource,

    /// <summary>What is kept about the client has become too large.</summary>
    DataTooLarge,

    /// <summary>There are too many keys.</summary>
    TooManyKeys,

    /// <summary>Too many slow hashes are wanted at once; try again.</summary>
    Busy,

    /// <summary>Others change the same thing again and again; try again.</summary>
    Contended,
}

/// <summary>A value, or why there is none.</summary>
internal readonly record struct AccessResult<T>(T? Value, AccessError? Error)
    where T : class
{
    public static implicit operator AccessResult<T>(T value) => new(value, null);

    public static implicit operator AccessResult<T>(AccessError error) => new(null, error);

    public static implicit operator AccessResult<T>(AccessErrorKind kind) => new(null, new AccessError(kind));
}
