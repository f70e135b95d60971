using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Auth.Storage.Sqlite;

/// <summary>The database file that a connection string names.</summary>
internal sealed class SqliteFile
{
    private const string DataDirectory = "|DataDirectory|";

    // SQLite has one writer per file, whatever the number of containers in this process: one gate per file, for the life of the process.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    private SqliteFile(string connectionString, string path)
    {
        ConnectionString = connectionString;
        Path = path;
    }

    public string ConnectionString { get; }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    public SemaphoreSlim WriteGate => Gates.GetOrAdd(Path, static _ => new SemaphoreSlim(1, 1));

    /// <exception cref="ArgumentException">The string is malformed or names no file.</exception>
    public static SqliteFile From(string connectionString)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString);
        var source = parts.DataSource;
        if (
            parts.Mode == SqliteOpenMode.Memory
            || source.Length == 0
            || source.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase)
            || source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new ArgumentException(
                "The connection string must name a database file, such as 'Data Source=auth.db'. "
                    + "Leave UseSqlite away to keep everything in memory.",
                nameof(connectionString)
            );
        }

        // Set on each connection instead (SqlitePragmas): the model needs foreign keys whatever the string says.
        parts.ForeignKeys = null;
        return new SqliteFile(parts.ConnectionString, FullPath(source));
    }

    /// <summary>Makes the directory of the file unless it exists.</summary>
    public void CreateDirectory() => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);

    private static string FullPath(string source) =>
        source.StartsWith(DataDirectory, StringComparison.OrdinalIgnoreCase)
            ? System.IO.Path.GetFullPath(
                source[DataDirectory.Length..].TrimStart('/', '\\'),
                AppDomain.CurrentDomain.GetData("DataDirectory") as string ?? AppContext.BaseDirectory
            )
            : System.IO.Path.GetFullPath(source);
}
