using Auth.AccessControl;
using Auth.Storage;

namespace Auth;

/// <summary>What a caller may do with a resource.</summary>
/// <remarks>
/// <c>ReadOwn</c>, <c>UpdateOwn</c> and <c>DeleteOwn</c> have become <c>Read</c>, <c>Update</c> and <c>Delete</c> with the filter
/// <c>{"_createdBy":"the client"}</c>, so a host looks at one rule and applies its filter and its fields.
/// </remarks>
public sealed class EffectiveAccess
{
    internal EffectiveAccess(AccessMatrix matrix) => Matrix = matrix;

    /// <summary>No access.</summary>
    public static EffectiveAccess None { get; } = new(AccessMatrix.None);

    /// <summary>The whole matrix.</summary>
    public AccessMatrix Matrix { get; }

    /// <summary>One rule, with the filter and the fields the host has to keep to; <see langword="null"/> for no access.</summary>
    public AccessRule? this[Access access] => Matrix.Rule(access);

    /// <summary>Whether there is access without any limits.</summary>
    public bool Allows(Access access) => this[access] is { IsFull: true };

    /// <summary>Whether there is access, perhaps to some documents or fields only.</summary>
    public bool AllowsSome(Access access) => this[access] is not null;
}
