using System.Globalization;
using System.Text.Json;
using Auth.CommandLine.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Auth.CommandLine.Import;

/// <summary>What became of a file.</summary>
internal sealed class ImportReport(bool dryRun, int rows)
{
    private const int MostShown = 30;

    private readonly List<ImportResult> _results = [];
    private AdminException? _stopped;

    public bool DryRun => dryRun;

    /// <summary>Whether every row is in.</summary>
    public bool IsWhole => _stopped is null && Count(ImportResult.Refused) == 0;

    public void Add(ImportResult result) => _results.Add(result);

    /// <summary>The rest could not be sent.</summary>
    public void Stop(AdminException reason) => _stopped = reason;

    /// <summary>For scripts.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("dry_run", dryRun);
        writer.WriteNumber("rows", rows);
        foreach (
            var outcome in (ReadOnlySpan<string>)[ImportResult.Imported, ImportResult.Existing, ImportResult.Refused]
        )
        {
            writer.WriteNumber(outcome, Count(outcome));
        }

        writer.WriteNumber("not_sent", rows - _results.Count);
        if (_stopped is not null)
        {
            writer.WriteString("error", _stopped.Message);
        }

        writer.WriteStartArray("results");
        foreach (var result in _results.OrderBy(result => result.Line))
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", result.Line);
            writer.WriteString("client_id", result.ClientId);
            writer.WriteString("outcome", result.Outcome);
            if (result.Detail is not null)
            {
                writer.WriteString("detail", result.Detail);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>For people: how many of each, and what was refused.</summary>
    public IRenderable Picture()
    {
        List<IRenderable> parts = [];
        var refused = _results.Where(result => result.Outcome == ImportResult.Refused).OrderBy(result => result.Line);
        if (refused.Any())
        {
            var table = Cells.Table("line", "client_id", "refused because");
            foreach (var result in refused.Take(MostShown))
            {
                table.AddRow(Cells.Of(result.Line), Cells.Of(result.ClientId), Cells.Of(result.Detail));
            }

            parts.Add(table);
            if (Count(ImportResult.Refused) > MostShown)
            {
                parts.Add(Cells.Aside($"The first {MostShown} of {Count(ImportResult.Refused)}; --json has all."));
            }
        }

        var facts = Cells.Facts();
        facts.Add(dryRun ? "would be imported" : "imported", Number(Count(ImportResult.Imported)));
        facts.Add("there already", Number(Count(ImportResult.Existing)));
        facts.Add("refused", Number(Count(ImportResult.Refused)));
        if (_stopped is not null)
        {
            facts.Add("not sent", Number(rows - _results.Count));
        }

        parts.Add(facts);
        if (_stopped is not null)
        {
            parts.Add(Cells.Of($"{_stopped.Message} Run the command again: what is in stays as it is."));
        }

        return new Rows(parts);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private int Count(string outcome) => _results.Count(result => result.Outcome == outcome);
}
