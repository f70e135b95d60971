using Auth.TestKit;
using Microsoft.Data.Sqlite;

namespace HostApp.Tests;

/// <summary>Gives clients a past, which nothing but time makes: writes their use of the days before today into the host's database.</summary>
internal static class PastUse
{
    /// <summary>What charts show before today.</summary>
    private const int Days = 29;

    /// <summary>Writes a client's use.</summary>
    /// <param name="host">The host; its store is the file of SQLite.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="ofDay">What was served and refused on a day, counted from the first.</param>
    public static async Task AddPastAsync(
        this HostProcess host,
        string clientId,
        Func<int, (int Allowed, int Refused)> ofDay
    )
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var first = DateOnly.FromDateTime(now).DayNumber - Days;
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(host.DataDirectory, "auth.db")};Pooling=False"
        );
        await connection.OpenAsync();
        await ExecuteAsync(
            "INSERT OR IGNORE INTO AuthClientUses (ClientId, LastUsedAt) VALUES ($id, $at)",
            ("$at", now.Ticks)
        );
        for (var day = 0; day < Days; day++)
        {
            var (allowed, refused) = ofDay(day);
            await ExecuteAsync(
                "INSERT INTO AuthUsage (ClientId, Day, Allowed, Refused) VALUES ($id, $day, $allowed, $refused)",
                ("$day", first + day),
                ("$allowed", allowed),
                ("$refused", refused)
            );
        }

        async Task ExecuteAsync(string sql, params (string Name, long Value)[] parameters)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$id", clientId);
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }

            await command.ExecuteNonQueryAsync();
        }
    }
}
