using System.Collections.Immutable;
using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>How far a client's power goes, in the words of every wire.</summary>
internal static class AccessTypeNames
{
    /// <summary>The names in the order of <see cref="ClientAccessType"/>.</summary>
    public static readonly ImmutableArray<string> All = ["user", "admin", "superUser"];

    public static string Of(ClientAccessType type) => All[(int)type];

    public static bool TryParse(string name, out ClientAccessType type)
    {
        type = (ClientAccessType)All.IndexOf(name);
        return Enum.IsDefined(type);
    }
}
