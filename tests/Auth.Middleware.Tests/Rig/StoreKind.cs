namespace Auth.Rig;

/// <summary>The stores that the main flows run on.</summary>
public enum StoreKind
{
    /// <summary>In memory.</summary>
    Memory,

    /// <summary>A SQLite file of its own.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database of its own.</summary>
    PostgreSql,
}
