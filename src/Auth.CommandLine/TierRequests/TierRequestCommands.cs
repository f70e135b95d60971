using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth.CommandLine.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Auth.CommandLine.TierRequests;

/// <summary><c>requests</c>: what developers ask for, and the answers.</summary>
internal static class TierRequestCommands
{
    public static Command Create(CommandKit kit)
    {
        var command = new Command("requests", "Requests for higher tiers.");
        command.Subcommands.Add(List(kit));
        command.Subcommands.Add(
            Decide(kit, "approve", "Grants a request: the client has the tier from its next request on.")
        );
        command.Subcommands.Add(Decide(kit, "decline", "Declines a request."));
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var status = new Option<string>("--status")
        {
            Description = "Which ones.",
            DefaultValueFactory = _ => "pending",
        };
        status.AcceptOnlyFromAmong("pending", "approved", "declined");
        return kit.Create("list", "Lists requests, oldest first.", Act, status);

        async Task<int> Act(Invocation run)
        {
            List<JsonElement> requests = [];
            string? after = null;
            do
            {
                var path = $"tier-requests?status={run.Parse.GetValue(status)}";
                var page = await run.Api.GetAsync(
                    after is null ? path : $"{path}&after={Uri.EscapeDataString(after)}",
                    run.Cancelled
                );
                requests.AddRange(page.GetProperty("requests").EnumerateArray());
                after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            } while (after is not null);

            run.Printer.Write(
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteStartArray("requests");
                    requests.ForEach(request => request.WriteTo(writer));
                    writer.WriteEndArray();
                    writer.WriteEndObject();
                },
                () => Picture(requests)
            );
            return ExitCodes.Done;
        }
    }

    private static Command Decide(CommandKit kit, string name, string description)
    {
        var id = new Argument<string>("request-id") { Description = "The request, as requests list shows it." };
        var note = new Option<string?>("--note") { Description = "A note for the developer.", HelpName = "TEXT" };
        return kit.Create(name, description, Act, id, note);

        async Task<int> Act(Invocation run)
        {
            var body = new JsonObject();
            if (run.Parse.GetValue(note) is { } text)
            {
                body["note"] = text;
            }

            var path = $"tier-requests/{Uri.EscapeDataString(run.Text(id))}/{name}";
            var decided = await run.Api.SendAsync(HttpMethod.Post, path, body, run.Cancelled);
            run.Printer.Write(decided, () => Picture([decided]));
            return ExitCodes.Done;
        }
    }

    private static IRenderable Picture(List<JsonElement> requests)
    {
        var table = Cells.Table("request", "client", "wants", "why", "asked", "status", "note");
        table.Columns[0].NoWrap();
        foreach (var request in requests)
        {
            table.AddRow(
                Cells.Of(Text(request, "id")),
                Cells.Of(Text(request, "client_id")),
                Cells.Of(Text(request, "tier")),
                Cells.Of(Text(request, "reason")),
                Cells.Aside(Cells.When(request.GetProperty("created_at").GetDateTimeOffset())),
                Cells.Of(Text(request, "status")),
                Cells.Of(Text(request, "note"))
            );
        }

        return requests.Count == 0 ? new Text("No requests.") : table;
    }

    private static string? Text(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) ? value.GetString() : null;
}
