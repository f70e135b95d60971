using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>All roles at one moment, and who inherits from whom.</summary>
internal sealed class RoleGraph(IReadOnlyList<Role> roles)
{
    private readonly Dictionary<string, Role> _byId = roles.ToDictionary(role => role.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, Role> _byName = roles.ToDictionary(role => role.Name, StringComparer.Ordinal);

    /// <summary>No roles.</summary>
    public static RoleGraph Empty { get; } = new([]);

    /// <summary>The roles by name.</summary>
    public IReadOnlyList<Role> All { get; } = roles;

    public Role? Find(string id) => _byId.GetValueOrDefault(id);

    public Role? FindByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The role that a role extends, or <see langword="null"/>.</summary>
    public Role? ParentOf(Role role) => role.ParentId is { } parent ? Find(parent) : null;

    /// <summary>The roles and all they inherit from, each once, nearest first. Ends even where two writers at once have closed a circle.</summary>
    public IReadOnlyList<Role> Lineage(IEnumerable<string> ids)
    {
        List<Role> lineage = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            for (var role = Find(id); role is not null && seen.Add(role.Id); role = ParentOf(role))
            {
                lineage.Add(role);
            }
        }

        return lineage;
    }

    /// <summary>Whether a role would come to inherit from itself.</summary>
    public bool WouldCircle(Role role, Role parent) => Lineage([parent.Id]).Any(ancestor => ancestor.Id == role.Id);
}
