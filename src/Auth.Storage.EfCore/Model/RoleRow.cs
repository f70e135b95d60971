namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthRoles</c>.</summary>
internal sealed class RoleRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public string? ParentId { get; set; }
    public required string Resources { get; set; }
    public long Version { get; set; }

    public static RoleRow From(Role role, long version) =>
        new()
        {
            Id = role.Id,
            Name = role.Name,
            ParentId = role.ParentId,
            Resources = ResourceDocument.Write(role.Resources),
            Version = version,
        };

    public Role ToRole() =>
        new()
        {
            Id = Id,
            Name = Name,
            ParentId = ParentId,
            Resources = ResourceDocument.Read(Resources),
            Version = Version,
        };
}
