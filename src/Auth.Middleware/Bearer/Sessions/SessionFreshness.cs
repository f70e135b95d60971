namespace Auth.Bearer.Sessions;

/// <summary>Whether this node hears at once of what others change.</summary>
internal sealed class SessionFreshness
{
    private volatile bool _changesArrive;

    /// <summary>While <see langword="true"/>, sessions may be kept long.</summary>
    public bool ChangesArrive
    {
        get => _changesArrive;
        set => _changesArrive = value;
    }
}
