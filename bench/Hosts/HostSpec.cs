using Auth.TestKit;

namespace Auth.Bench.Hosts;

/// <summary>What stands in front of the endpoint that does nothing.</summary>
internal enum HostKind
{
    /// <summary>Nothing.</summary>
    Bare,

    /// <summary>What a host puts together from the framework's parts.</summary>
    Framework,

    /// <summary>This library, without fields in the response.</summary>
    Ours,

    /// <summary>With <c>RateLimit</c> and <c>RateLimit-Policy</c>.</summary>
    Headers,

    /// <summary>With the standard fields and two legacy fields a window.</summary>
    LegacyHeaders,

    /// <summary>With <c>RequireScope</c>.</summary>
    Scope,

    /// <summary>With the framework's own <c>[Authorize]</c>.</summary>
    Authorize,

    /// <summary>Nothing, but the endpoint sets the six fields of <see cref="LegacyHeaders"/>.</summary>
    SameFields,

    /// <summary>Nothing, but the endpoint answers as ours does when it refuses a token.</summary>
    SameRefusal,
}

/// <summary>Where a host keeps clients and tokens.</summary>
internal enum HostStore
{
    /// <summary>In memory.</summary>
    Memory,

    /// <summary>In a SQLite file.</summary>
    Sqlite,

    /// <summary>In PostgreSQL, which counts limits too unless there is a Redis.</summary>
    PostgreSql,
}

/// <summary>A host to measure.</summary>
/// <param name="Kind">What stands in front of its endpoint.</param>
internal sealed record HostSpec(HostKind Kind)
{
    /// <summary>A host of our own on a SQLite file in a directory.</summary>
    public static HostSpec OnSqlite(DirectoryInfo directory) =>
        new(HostKind.Ours)
        {
            Store = HostStore.Sqlite,
            Connection = $"Data Source={Path.Combine(directory.FullName, "auth.db")}",
        };

    /// <summary>A host of our own on an empty database; it waits for a busy machine.</summary>
    public static async Task<HostSpec> OnPostgreSqlAsync(PostgreSqlServer server) =>
        new(HostKind.Ours)
        {
            Store = HostStore.PostgreSql,
            Connection = $"{await server.CreateDatabaseAsync()};Timeout=30;Command Timeout=120",
        };

    /// <summary>Where it keeps clients and tokens.</summary>
    public HostStore Store { get; init; }

    /// <summary>The connection string of the store.</summary>
    public string Connection { get; init; } = "";

    /// <summary>A Redis that counts, as <c>host:port</c>.</summary>
    public string? Redis { get; init; }

    /// <summary>Whether every request asks the shared counters.</summary>
    public bool IsExact { get; init; }

    /// <summary>Tokens, each of a client of its own, that are made before it is ready and written to this file, one a line.</summary>
    public (string File, int Count)? Tokens { get; init; }

    /// <summary>Tokens that live in its store before it is ready, beside those that are used.</summary>
    public int LiveTokens { get; init; }

    /// <summary>Further settings.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];
}
