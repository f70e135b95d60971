using System.CommandLine;
using System.Text.Json;
using Auth.CommandLine.Clients;
using Auth.CommandLine.Output;
using Spectre.Console;

namespace Auth.CommandLine.Export;

/// <summary><c>export</c>: all clients as CSV or JSON. Secrets are not in it, nor their hashes.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandKit kit)
    {
        var format = new Option<string?>("--format") { Description = "csv, or json; csv unless told." };
        format.AcceptOnlyFromAmong("csv", "json");
        var output = new Option<FileInfo?>("--output", "-o")
        {
            Description =
                "The file to write; standard output unless told. It holds e-mail addresses, so only you may read it.",
            HelpName = "FILE",
        };
        var search = new Option<string?>("--search")
        {
            Description = "Only clients that list would find.",
            HelpName = "TEXT",
        };
        return kit.Create("export", "Writes all clients to a file, without secrets.", Act, format, output, search);

        async Task<int> Act(Invocation run)
        {
            var json = (run.Parse.GetValue(format) ?? (run.Printer.IsJson ? "json" : "csv")) == "json";
            if (run.Printer.IsJson && !json && run.Parse.GetValue(output) is null)
            {
                throw AdminException.Usage("--json and --format csv exclude each other without --output.");
            }

            var clients = await ReadAsync(run, run.Parse.GetValue(search));
            await using (var file = ExportFile.Create(run.Parse.GetValue(output)))
            {
                await (
                    json
                        ? WriteJsonAsync(file.Stream, clients, run.Cancelled)
                        : ClientCsv.WriteAsync(file.Stream, clients)
                );
                file.Complete();
            }

            if (run.Parse.GetValue(output) is { } target)
            {
                run.Printer.Write(
                    writer =>
                    {
                        writer.WriteStartObject();
                        writer.WriteString("file", target.FullName);
                        writer.WriteNumber("clients", clients.Count);
                        writer.WriteEndObject();
                    },
                    () => Cells.Of($"{clients.Count} clients in {target.FullName}.")
                );
            }

            return ExitCodes.Done;
        }
    }

    private static async Task<List<JsonElement>> ReadAsync(Invocation run, string? search)
    {
        List<JsonElement> clients = [];
        await run
            .Printer.Aside.Status()
            .StartAsync(
                "Reading clients",
                async status =>
                {
                    await foreach (var client in ClientPages.ReadAsync(run.Api, search, int.MaxValue, run.Cancelled))
                    {
                        clients.Add(client);
                        status.Status = $"Reading clients: {clients.Count}";
                    }
                }
            );
        return clients;
    }

    private static async Task WriteJsonAsync(
        Stream stream,
        IReadOnlyList<JsonElement> clients,
        CancellationToken cancelled
    )
    {
        await using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartArray("clients");
        foreach (var client in clients)
        {
            client.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancelled);
        stream.WriteByte((byte)'\n');
    }
}
