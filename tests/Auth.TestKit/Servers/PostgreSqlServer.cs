using System.Diagnostics;
using System.Globalization;

namespace Auth.TestKit;

/// <summary>A throw-away PostgreSQL cluster on a free loopback port.</summary>
/// <remarks>
/// The server refuses to run as root, so tests that do run it as the user <c>postgres</c> that its package makes. Unless asked to, it does not
/// force writes to the disk: killed servers keep what they had committed all the same, only a power cut would not.
/// </remarks>
public sealed class PostgreSqlServer : ServerProcess
{
    private const string User = "postgres";

    private static readonly string Programs = FindPrograms();
    private readonly bool _isDurable;
    private int _databases;

    private PostgreSqlServer(bool isDurable) => _isDurable = isDurable;

    private string Cluster => Path.Combine(DataDirectory, "cluster");

    /// <summary>Makes a cluster and starts it.</summary>
    public static Task<PostgreSqlServer> StartNewAsync() => StartNewAsync(isDurable: false);

    /// <summary>Makes a cluster that forces what is committed to the disk and has room for large tables: one to measure.</summary>
    public static Task<PostgreSqlServer> StartDurableAsync() => StartNewAsync(isDurable: true);

    private static async Task<PostgreSqlServer> StartNewAsync(bool isDurable)
    {
        var server = new PostgreSqlServer(isDurable);
        try
        {
            await server.CreateAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"auth{Interlocked.Increment(ref _databases)}");
        await QueryAsync($"CREATE DATABASE {name}");
        return $"Host=127.0.0.1;Port={Port};Database={name};Username={User}";
    }

    /// <summary>Runs a statement in a database through psql.</summary>
    /// <returns>What it prints, without headings.</returns>
    public Task<string> QueryAsync(string sql, string database = User) =>
        RunAsync(
            Program(
                Path.Combine(Programs, "psql"),
                ["-X", "-q", "-A", "-t", "-h", "127.0.0.1", "-p", Text(Port), "-U", User, "-d", database, "-c", sql]
            )
        );

    private protected override ProcessStartInfo StartInfo() =>
        AsServer(
            "postgres",
            [
                "-D",
                Cluster,
                "-p",
                Text(Port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                _isDurable ? "fsync=on" : "fsync=off",
                "-c",
                "max_connections=300",
                "-c",
                _isDurable ? "shared_buffers=512MB" : "shared_buffers=64MB",
                "-c",
                _isDurable ? "max_wal_size=4GB" : "max_wal_size=1GB",
            ]
        );

    private protected override async Task<bool> AnswersAsync()
    {
        try
        {
            await QueryAsync("SELECT 1");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private async Task CreateAsync()
    {
        if (IsRoot)
        {
            await RunAsync(Program("chown", ["-R", User, DataDirectory]));
        }

        // With a locale that sorts as people do, so that nothing may rely on the order of bytes.
        await RunAsync(
            AsServer(
                "initdb",
                [
                    "-D",
                    Cluster,
                    "-U",
                    User,
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=icu",
                    "--icu-locale=en-US",
                    "--no-sync",
                ]
            )
        );
    }

    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    private ProcessStartInfo AsServer(string program, string[] arguments)
    {
        var path = Path.Combine(Programs, program);
        var info = IsRoot
            ? Program("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", path, .. arguments])
            : Program(path, arguments);
        info.WorkingDirectory = DataDirectory;
        info.Environment["LC_ALL"] = "C";
        return info;
    }

    private static async Task<string> RunAsync(ProcessStartInfo info)
    {
        using var process = new ChildProcess(info);
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? process.Output.Trim()
            : throw new InvalidOperationException($"{info.FileName} ended with {process.ExitCode}:\n{process.Output}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Debian keeps the programs of each version in a directory of their own, outside of PATH.
    private static string FindPrograms()
    {
        var versions = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(VersionOf)
            : Enumerable.Empty<string>();
        return versions
                .Select(version => Path.Combine(version, "bin"))
                .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
                .FirstOrDefault(directory =>
                    File.Exists(Path.Combine(directory, "initdb")) && File.Exists(Path.Combine(directory, "postgres"))
                )
            ?? throw new FileNotFoundException("PostgreSQL is not installed: the tests start a server of their own.");

        static int VersionOf(string path) =>
            int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : 0;
    }
}
