using System.Collections.Immutable;
using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>The types of access by name, and matrices by type.</summary>
internal static class AccessTypes
{
    /// <summary>The names in the order of <see cref="Access"/>, which is the order on the wire.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "delete",
        "deleteOwn",
        "create",
        "read",
        "readOwn",
        "update",
        "updateOwn",
    ];

    /// <summary>All types.</summary>
    public static readonly ImmutableArray<Access> All = [.. Enum.GetValues<Access>()];

    /// <summary>The type of a name, or <see langword="null"/>.</summary>
    public static Access? Parse(string name) => Names.IndexOf(name) is >= 0 and var index ? (Access)index : null;

    /// <summary>One rule of a matrix.</summary>
    public static AccessRule? Rule(this AccessMatrix matrix, Access access) =>
        access switch
        {
            Access.Delete => matrix.Delete,
            Access.DeleteOwn => matrix.DeleteOwn,
            Access.Create => matrix.Create,
            Access.Read => matrix.Read,
            Access.ReadOwn => matrix.ReadOwn,
            Access.Update => matrix.Update,
            _ => matrix.UpdateOwn,
        };

    /// <summary>The matrix with another rule.</summary>
    public static AccessMatrix With(this AccessMatrix matrix, Access access, AccessRule? rule) =>
        access switch
        {
            Access.Delete => matrix with { Delete = rule },
            Access.DeleteOwn => matrix with { DeleteOwn = rule },
            Access.Create => matrix with { Create = rule },
            Access.Read => matrix with { Read = rule },
            Access.ReadOwn => matrix with { ReadOwn = rule },
            Access.Update => matrix with { Update = rule },
            _ => matrix with { UpdateOwn = rule },
        };
}
