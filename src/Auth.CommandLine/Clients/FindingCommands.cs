using System.CommandLine;
using System.Text.Json;
using Auth.CommandLine.Output;

namespace Auth.CommandLine.Clients;

/// <summary><c>list</c>, <c>show</c> and <c>usage</c>: they change nothing.</summary>
internal static class FindingCommands
{
    private const int DefaultMost = 50;

    public static IEnumerable<Command> All(CommandKit kit) => [List(kit), Show(kit), Usage(kit)];

    private static Command List(CommandKit kit)
    {
        var search = new Argument<string?>("search")
        {
            Description = "A part of a name, or a whole client_id or e-mail address.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var most = new Option<int>("--max")
        {
            Description = "How many to show at the most.",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => DefaultMost,
        };
        most.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out var number) || number < 1))
            {
                result.AddError("--max must be a number from 1.");
            }
        });
        var all = new Option<bool>("--all") { Description = "Show all." };
        return kit.Create("list", "Lists or searches clients, newest first.", Act, search, most, all);

        async Task<int> Act(Invocation run)
        {
            var limit = run.Parse.GetValue(all) ? int.MaxValue : run.Parse.GetValue(most);
            List<JsonElement> clients = [];
            await foreach (
                var client in ClientPages.ReadAsync(run.Api, run.Parse.GetValue(search), limit, run.Cancelled)
            )
            {
                clients.Add(client);
            }

            run.Printer.Write(
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteStartArray("clients");
                    clients.ForEach(client => client.WriteTo(writer));
                    writer.WriteEndArray();
                    writer.WriteEndObject();
                },
                () => ClientPictures.Table(clients.Select(ClientRecord.Read))
            );
            if (clients.Count == limit)
            {
                run.Printer.Note($"There may be more than these {limit}: see --max and --all.");
            }

            return ExitCodes.Done;
        }
    }

    private static Command Show(CommandKit kit)
    {
        var id = CommandKit.ClientId();
        return kit.Create("show", "Shows a client: limits, secrets, tokens and usage.", Act, id);

        async Task<int> Act(Invocation run)
        {
            var client = await run.Api.GetAsync(run.ClientPath(id), run.Cancelled);
            run.Printer.Write(client, () => ClientPictures.Card(ClientRecord.Read(client)));
            return ExitCodes.Done;
        }
    }

    private static Command Usage(CommandKit kit)
    {
        var id = CommandKit.ClientId();
        return kit.Create("usage", "Shows what a client has used in the last 30 days.", Act, id);

        async Task<int> Act(Invocation run)
        {
            var client = await run.Api.GetAsync(run.ClientPath(id), run.Cancelled);
            run.Printer.Write(
                writer =>
                {
                    writer.WriteStartObject();
                    foreach (var name in (ReadOnlySpan<string>)["client_id", "windows", "usage"])
                    {
                        writer.WritePropertyName(name);
                        client.GetProperty(name).WriteTo(writer);
                    }

                    writer.WriteEndObject();
                },
                () => ClientPictures.Usage(ClientRecord.Read(client))
            );
            return ExitCodes.Done;
        }
    }
}
