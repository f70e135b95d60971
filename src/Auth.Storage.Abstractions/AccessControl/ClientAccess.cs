using System.Collections.Immutable;

namespace Auth.Storage;

/// <summary>What a client may do, apart from the scopes of its tokens. Part of <see cref="Client"/>, and of its optimistic version.</summary>
public sealed record ClientAccess
{
    /// <summary>How far the client's power goes.</summary>
    public ClientAccessType Type { get; init; }

    /// <summary>The <see cref="Role.Id"/> of each role it holds, in the order they were given. One of a removed role counts for nothing.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>What it may do beside its roles, each resource once, in the order they were given.</summary>
    public ImmutableArray<ResourceAccess> Resources { get; init; } = [];

    /// <summary>Whatever its managers keep about it, as the text of a JSON object.</summary>
    public string Data { get; init; } = "{}";
}

/// <summary>How far a client's power goes.</summary>
public enum ClientAccessType
{
    /// <summary>As far as its roles and resources say.</summary>
    User,

    /// <summary>Everything but making administrators.</summary>
    Admin,

    /// <summary>Everything.</summary>
    SuperUser,
}
