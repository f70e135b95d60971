namespace Auth.Bench;

/// <summary>The few figures that the README shows: rows and columns of the tables, as they are.</summary>
internal static class Summaries
{
    private static readonly (string Table, string Note, string[] Columns)[] Choice =
    [
        (
            "Over sockets",
            "Requests to an endpoint that does nothing, on Kestrel over loopback, as a share of the same endpoint alone:",
            ["", "requests/s", "of bare", "p99 ms"]
        ),
        (
            "Token issuance",
            "Access tokens issued over HTTP, each answered when it is safe in the store:",
            ["store", "callers", "tokens/s", "of bare", "p99 ms"]
        ),
    ];

    /// <summary>The chosen tables, narrowed to the chosen columns; what was not measured is left out.</summary>
    public static IEnumerable<Table> Chosen(Report report) =>
        from choice in Choice
        let table = report.Tables.Find(table => table.Title == choice.Table)
        where table is not null
        let columns = choice.Columns.Select(column => Array.IndexOf(table.Head, column)).ToArray()
        select table with
        {
            Note = choice.Note,
            Head = choice.Columns,
            Rows = [.. table.Rows.Select(row => columns.Select(column => row[column]).ToArray())],
        };
}
