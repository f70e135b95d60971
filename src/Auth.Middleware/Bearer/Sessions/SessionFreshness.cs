namespace Auth.Bearer.Sessions;

/// <summary>Whether this node hears at once of what others change.</summary>
internal sealed class SessionFreshness
{
    private volatile bool _changesArrive;

    /// <summary>How long what was read may be kept: long only while changes of other nodes arrive.</summary>
    public TimeSpan Lifetime(BearerOptions settings) =>
        ChangesArrive && settings.PushedCacheLifetime > settings.CacheLifetime
            ? settings.PushedCacheLifetime
            : settings.CacheLifetime;

    /// <summary>While <see langword="true"/>, sessions may be kept long.</summary>
    public bool ChangesArrive
    {
        get => _changesArrive;
        set => _changesArrive = value;
    }
}
