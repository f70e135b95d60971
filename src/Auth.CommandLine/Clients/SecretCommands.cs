using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth.CommandLine.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Auth.CommandLine.Clients;

/// <summary>Commands about a client's whole life: <c>create</c>, <c>rotate</c>, <c>revoke</c> and <c>delete</c>.</summary>
internal static class SecretCommands
{
    public static IEnumerable<Command> All(CommandKit kit) => [Create(kit), Rotate(kit), Revoke(kit), Delete(kit)];

    private static Command Create(CommandKit kit)
    {
        var name = new Argument<string>("name")
        {
            Description = "The application's name; no other client may have it.",
        };
        var email = new Option<string?>("--email") { Description = "Its developer's address.", HelpName = "ADDRESS" };
        var description = new Option<string?>("--description") { Description = "What it is for.", HelpName = "TEXT" };
        var scope = new Option<string?>("--scope")
        {
            Description = "Scopes, separated by spaces; all unless told.",
            HelpName = "SCOPES",
        };
        return kit.Create(
            "create",
            "Registers a client that is verified from the start, and prints its secret.",
            Act,
            name,
            email,
            description,
            scope
        );

        async Task<int> Act(Invocation run)
        {
            var body = new JsonObject { ["name"] = run.Text(name) };
            Add("email", email);
            Add("description", description);
            Add("scope", scope);
            var created = await run.Api.SendAsync(HttpMethod.Post, "clients", body, run.Cancelled);
            run.Printer.Write(
                created,
                () => Secret(created, ClientPictures.Table([ClientRecord.Read(created.GetProperty("client"))]))
            );
            return ExitCodes.Done;

            void Add(string field, Option<string?> option)
            {
                if (run.Parse.GetValue(option) is { } value)
                {
                    body[field] = value;
                }
            }
        }
    }

    private static Command Rotate(CommandKit kit)
    {
        var id = CommandKit.ClientId();
        var overlap = new Option<int?>("--overlap")
        {
            Description = "Seconds that the secrets before stay good; a day unless told, 0 ends them now.",
            HelpName = "SECONDS",
        };
        return kit.Create("rotate", "Gives a client a new secret, and prints it.", Act, id, overlap);

        async Task<int> Act(Invocation run)
        {
            var body = new JsonObject();
            if (run.Parse.GetValue(overlap) is { } seconds)
            {
                body["overlap_seconds"] = seconds;
            }

            var rotated = await run.Api.SendAsync(HttpMethod.Post, run.ClientPath(id, "/secret"), body, run.Cancelled);
            run.Printer.Write(
                rotated,
                () =>
                    Secret(
                        rotated,
                        Cells.Aside(
                            $"The secrets before end {Cells.When(rotated.GetProperty("previous_secrets_expire_at").GetDateTimeOffset())} UTC."
                        )
                    )
            );
            return ExitCodes.Done;
        }
    }

    private static Command Revoke(CommandKit kit)
    {
        var id = CommandKit.ClientId();
        return kit.Create("revoke", "Ends all tokens of a client; it may ask for new ones.", Act, id);

        async Task<int> Act(Invocation run)
        {
            var path = run.ClientPath(id, "/revoke-tokens");
            var revoked = await run.Api.SendAsync(HttpMethod.Post, path, body: null, run.Cancelled);
            run.Printer.Write(revoked, () => new Text($"Revoked: {revoked.GetProperty("revoked").GetInt32()}"));
            return ExitCodes.Done;
        }
    }

    private static Command Delete(CommandKit kit)
    {
        var id = CommandKit.ClientId();
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        return kit.Create("delete", "Removes a client and everything that belongs to it.", Act, id, yes);

        async Task<int> Act(Invocation run)
        {
            var name = run.Text(id);
            if (!run.Parse.GetValue(yes) && !Confirm(run.Printer, name))
            {
                throw new AdminException("Nothing was removed.");
            }

            await run.Api.SendAsync(HttpMethod.Delete, run.ClientPath(id), body: null, run.Cancelled);
            run.Printer.Write(
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("client_id", name);
                    writer.WriteBoolean("removed", true);
                    writer.WriteEndObject();
                },
                () => Cells.Of($"Removed {name}.")
            );
            return ExitCodes.Done;
        }
    }

    private static bool Confirm(Printer printer, string name)
    {
        if (!Printer.IsInteractive)
        {
            throw AdminException.Usage("Nobody can be asked: say --yes to remove the client.");
        }

        return printer.Aside.Confirm(
            $"Remove {Markup.Escape(PlainText.Of(name))} with its tokens and its usage?",
            defaultValue: false
        );
    }

    /// <summary>A secret, which is shown this once, on a line of its own so that it can be copied whole.</summary>
    private static Rows Secret(JsonElement reply, IRenderable rest) =>
        new(
            rest,
            Cells.Aside("The secret is shown this once:"),
            Cells.Of(reply.GetProperty("client_secret").GetString())
        );
}
