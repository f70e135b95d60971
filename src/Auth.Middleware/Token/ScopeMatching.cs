namespace Auth.Token;

/// <summary>How scopes cover each other.</summary>
public enum ScopeMatching
{
    /// <summary>A scope covers itself only.</summary>
    Exact,

    /// <summary>A scope also covers what starts with it and a colon: <c>read</c> covers <c>read:orders</c>.</summary>
    Hierarchical,
}
