using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace Auth.CommandLine.Import;

/// <summary>Reads a CSV file into rows. Every row of the file becomes one, sound or not, so that none is lost silently.</summary>
internal sealed class ImportFile(ImportSource source, string secrets, JsonObject defaults)
{
    /// <summary>Reads all rows.</summary>
    /// <exception cref="AdminException">It is no CSV, or its headings say too little.</exception>
    public IReadOnlyList<ImportRow> Read(TextReader reader, string delimiter)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            DetectColumnCountChanges = false,
            BadDataFound = null,
            MissingFieldFound = null,
        };
        using var csv = new CsvReader(reader, configuration);
        try
        {
            if (!csv.Read() || !csv.ReadHeader())
            {
                throw AdminException.Usage("The file is empty.");
            }

            var columns = Columns(csv.HeaderRecord!);
            var rows = new List<ImportRow>();
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            while (csv.Read())
            {
                var row = ReadRow(csv, columns);
                rows.Add(
                    row.ClientId.Length > 0 && !seen.TryAdd(row.ClientId, row.Line)
                        ? row with
                        {
                            Body = null,
                            Error = $"The client stands in line {seen[row.ClientId]} already.",
                        }
                        : row
                );
            }

            return rows;
        }
        catch (CsvHelperException e)
        {
            throw AdminException.Usage($"Line {csv.Parser.RawRow} is no CSV: {e.GetType().Name}.");
        }
    }

    private Dictionary<string, int> Columns(string[] headings)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < headings.Length; i++)
        {
            if (
                source.Columns.TryGetValue(headings[i].Trim().TrimStart('\uFEFF'), out var field)
                && !columns.TryAdd(field, i)
            )
            {
                throw AdminException.Usage($"Two columns hold {field}.");
            }
        }

        var missing = ((string[])["client_id", ImportFields.Secret]).Where(field => !columns.ContainsKey(field));
        return missing.Any()
            ? throw AdminException.Usage(
                $"The headings of a file from {source.Name} must name {string.Join(" and ", missing)}. See --from."
            )
            : columns;
    }

    private ImportRow ReadRow(CsvReader csv, Dictionary<string, int> columns)
    {
        var line = csv.Parser.RawRow;
        var id = Field("client_id");
        var body = (JsonObject)defaults.DeepClone();
        string? error = null;
        if (csv.Parser.Count != csv.HeaderRecord!.Length)
        {
            error = $"The row has {csv.Parser.Count} fields, the heading {csv.HeaderRecord.Length}.";
        }

        foreach (var field in columns.Keys)
        {
            if (error is null && Field(field) is { Length: > 0 } text)
            {
                (var name, error) = field == ImportFields.Secret ? SecretForm.Decide(text, secrets) : (field, null);
                (var value, var wrong) = error is null ? ImportFields.Read(field, text) : (null, null);
                error ??= wrong;
                if (error is null)
                {
                    body[name!] = value;
                }
            }
        }

        if (error is null && !body.ContainsKey("name"))
        {
            // Where clients have no names, the id is what people know.
            body["name"] = id;
        }

        return new ImportRow(line, id, error is null ? body : null, error);

        string Field(string name) => columns.TryGetValue(name, out var at) ? csv.GetField(at)?.Trim() ?? "" : "";
    }
}
