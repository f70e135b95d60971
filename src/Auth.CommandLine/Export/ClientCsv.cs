using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Auth.CommandLine.Export;

/// <summary>Clients as CSV, in columns that <c>import</c> reads.</summary>
internal static class ClientCsv
{
    private static readonly string[] Columns =
    [
        "client_id",
        "name",
        "description",
        "email",
        "tier",
        "limits",
        "verified",
        "disabled",
        "access_type",
        "scopes",
        "created_at",
    ];

    public static async Task WriteAsync(Stream stream, IEnumerable<JsonElement> clients)
    {
        // A spreadsheet takes a name that begins with = for a formula.
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = "\n",
            InjectionOptions = InjectionOptions.Escape,
        };
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await using var csv = new CsvWriter(writer, configuration);
        foreach (var column in Columns)
        {
            csv.WriteField(column);
        }

        await csv.NextRecordAsync();
        foreach (var client in clients)
        {
            foreach (var column in Columns)
            {
                csv.WriteField(client.TryGetProperty(column, out var value) ? Text(value) : "");
            }

            await csv.NextRecordAsync();
        }
    }

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(item => item.GetString())),
            JsonValueKind.Object when !value.EnumerateObject().Any() => "",
            _ => value.GetRawText(),
        };
}
