namespace Auth.Storage;

/// <summary>What became of an attempt to add a client.</summary>
public enum AddClientOutcome
{
    /// <summary>The client and its mail are stored.</summary>
    Added,

    /// <summary>Another client has the same <see cref="Client.UniqueName"/>; nothing was stored.</summary>
    NameTaken,

    /// <summary>Another client has the same <see cref="Client.Id"/>; nothing was stored.</summary>
    IdTaken,
}
