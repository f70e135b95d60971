namespace Auth.Storage.InMemory;

/// <summary>The roles by id and by name.</summary>
internal sealed class RoleTable
{
    private readonly Dictionary<string, Role> _rows = new(StringComparer.Ordinal);

    public IReadOnlyList<Role> ByName => [.. _rows.Values.OrderBy(role => role.Name, StringComparer.Ordinal)];

    public Role? Find(string id) => _rows.GetValueOrDefault(id);

    public bool HasName(string name) => _rows.Values.Any(role => role.Name == name);

    /// <summary>Adds a role or replaces the one with its id.</summary>
    public void Put(Role role) => _rows[role.Id] = role;

    public bool Remove(string id) => _rows.Remove(id);
}
