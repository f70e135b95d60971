using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>Somebody whose access is asked for: a client, or one of its keys, among the roles of one moment.</summary>
internal sealed class AccessPrincipal(Client client, AccessKey? key, RoleGraph roles)
{
    private static readonly ClientAccess Nothing = new();

    private readonly ClientAccess _access = client.Access ?? Nothing;

    /// <summary>The client, also behind a key.</summary>
    public Client Client { get; } = client;

    /// <summary>The key that is used, or <see langword="null"/>.</summary>
    public AccessKey? Key { get; } = key;

    /// <summary>The roles there are.</summary>
    public RoleGraph Roles { get; } = roles;

    /// <summary>Whether it stands for the client, and not for a key that is nobody's.</summary>
    public bool IsClient => Key is null or { ActsAsClient: true };

    /// <summary>Whether it may do everything but make administrators; a key never may.</summary>
    public bool IsAdmin => Key is null && _access.Type != ClientAccessType.User;

    /// <summary>Whether it may make administrators.</summary>
    public bool IsSuperUser => Key is null && _access.Type == ClientAccessType.SuperUser;

    /// <summary>Whether it is this very client, in person.</summary>
    public bool Is(string clientId) => IsClient && Client.Id == clientId;

    /// <summary>Whether it may act on a client: nobody reaches above themselves.</summary>
    public bool Reaches(Client other) =>
        (Key is null ? _access.Type : ClientAccessType.User) >= (other.Access?.Type ?? ClientAccessType.User);

    /// <summary>Whether it holds a role, itself or by inheritance. Keys hold none.</summary>
    public bool Holds(Role role) =>
        IsAdmin || (Key is null && Roles.Lineage(_access.Roles).Any(held => held.Id == role.Id));

    /// <summary>Whether it has, without limits, all that the matrix names, and so may pass it on.</summary>
    public bool MayGrant(string resource, IEnumerable<Access> types)
    {
        if (IsAdmin)
        {
            return true;
        }

        var own = For(resource);
        return types.All(own.Allows);
    }

    /// <summary>What it may do with a resource.</summary>
    public EffectiveAccess For(string resource)
    {
        var access = _access.Type == ClientAccessType.User ? OfUser(resource) : AccessMatrix.Full;
        if (Key is not null)
        {
            var narrowed = AccessAlgebra.ResolveOwn(Of(Key.Resources, resource), Client.Id);
            access = AccessAlgebra.Intersect(access, narrowed);
        }

        return access == AccessMatrix.None ? EffectiveAccess.None : new EffectiveAccess(access);
    }

    private AccessMatrix OfUser(string resource) =>
        AccessAlgebra.ResolveOwn(
            Roles
                .Lineage(_access.Roles)
                .Select(role => Of(role.Resources, resource))
                .Aggregate(Of(_access.Resources, resource), AccessAlgebra.Union),
            Client.Id
        );

    private static AccessMatrix Of(IEnumerable<ResourceAccess> resources, string resource) =>
        resources.FirstOrDefault(candidate => candidate.Resource == resource)?.Matrix ?? AccessMatrix.None;
}
