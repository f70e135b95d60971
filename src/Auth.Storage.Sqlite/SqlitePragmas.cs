using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Auth.Storage.Sqlite;

/// <summary>Sets up each physical connection once; a pooled one that comes back is ready.</summary>
/// <remarks>
/// <c>synchronous=FULL</c>: a commit is on the disk before the response that tells of it is sent. <c>busy_timeout</c> is for writers in
/// other processes only; those of this process queue at a gate.
/// </remarks>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;";

    private readonly ConditionalWeakTable<object, object?> _ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var physical = ((SqliteConnection)connection).Handle!;
        if (_ready.TryGetValue(physical, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        _ready.AddOrUpdate(physical, null);
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // The provider has no asynchronous input or output.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
