namespace Auth.Bearer;

/// <summary>Settings of bearer authentication.</summary>
public sealed class BearerOptions
{
    /// <summary>How long a validated token is answered from memory: the longest that a change made on another node stays unseen.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan CacheLifetime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a validated token is answered from memory while changes made on other nodes are heard of at once.</summary>
    /// <value>The default is one minute.</value>
    public TimeSpan PushedCacheLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a token that is not in memory is looked for among those that other nodes have read lately, before the store is asked.</summary>
    /// <remarks>Needs a cache that nodes share: Redis. A change ends what was read before it as it ends what is in memory.</remarks>
    /// <value>The default is <see langword="false"/>.</value>
    public bool SharedCache { get; set; }

    /// <summary>How long an unknown token is remembered as unknown; at most one second.</summary>
    /// <value>The default is one second.</value>
    public TimeSpan UnknownTokenLifetime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many tokens are kept in memory; rounded up to a power of two.</summary>
    /// <value>The default is 131,072.</value>
    public int CacheCapacity { get; set; } = 131_072;

    /// <summary>What becomes of a bearer token that does not have this library's form.</summary>
    /// <value>The default is <see cref="ForeignTokens.Auto"/>.</value>
    public ForeignTokens ForeignTokens { get; set; }
}

/// <summary>What becomes of bearer tokens that this library did not issue.</summary>
public enum ForeignTokens
{
    /// <summary>Left to another scheme when the host has registered one that reads bearer tokens, refused otherwise.</summary>
    Auto,

    /// <summary>Refused with 401.</summary>
    Refuse,

    /// <summary>Left to the host's other schemes; for this library the caller is anonymous.</summary>
    Ignore,
}
