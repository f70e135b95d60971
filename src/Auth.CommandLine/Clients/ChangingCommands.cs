using System.CommandLine;
using System.Text.Json.Nodes;

namespace Auth.CommandLine.Clients;

/// <summary>Commands that change one client; every change applies to its next request.</summary>
internal static class ChangingCommands
{
    public static IEnumerable<Command> All(CommandKit kit) =>
        [
            Tier(kit),
            Limit(kit),
            Flag(kit, "verify", "Takes a client's e-mail address for confirmed.", "verified", on: true),
            Flag(
                kit,
                "unverify",
                "Takes a verification back: the client has the limits of an anonymous caller.",
                "verified",
                on: false
            ),
            Flag(kit, "disable", "Switches a client off: its tokens and secrets are refused.", "disabled", on: true),
            Flag(kit, "enable", "Switches a client on again.", "disabled", on: false),
        ];

    private static Command Tier(CommandKit kit)
    {
        var id = CommandKit.ClientId();
        var tier = new Argument<string>("tier") { Description = "The tier, as the host configures it." };
        return kit.Create(
            "tier",
            "Moves a client to another tier.",
            run => PatchAsync(run, id, new JsonObject { ["tier"] = run.Text(tier) }),
            id,
            tier
        );
    }

    private static Command Limit(CommandKit kit)
    {
        var id = CommandKit.ClientId();
        var limits = new Argument<string[]>("window=rate")
        {
            Description =
                "Limits such as burst=500/min, or burst=off. They replace all limits of its own that the client has.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var clear = new Option<bool>("--clear") { Description = "Remove all: only those of the tier are left." };
        return kit.Create("limit", "Gives a client limits of its own, in place of its tier's.", Act, id, limits, clear);

        Task<int> Act(Invocation run)
        {
            var sent = run.Parse.GetValue(limits) ?? [];
            if (sent.Length == 0 != run.Parse.GetValue(clear))
            {
                throw AdminException.Usage("Give either limits such as burst=500/min, or --clear.");
            }

            var body = new JsonObject();
            foreach (var limit in sent)
            {
                var parts = limit.Split('=', 2);
                if (parts.Length != 2 || parts[0].Length == 0 || !body.TryAdd(parts[0], parts[1]))
                {
                    throw AdminException.Usage($"{limit} is no limit: write each window once, as in burst=500/min.");
                }
            }

            return PatchAsync(run, id, new JsonObject { ["limits"] = body });
        }
    }

    private static Command Flag(CommandKit kit, string name, string description, string field, bool on)
    {
        var id = CommandKit.ClientId();
        return kit.Create(name, description, run => PatchAsync(run, id, new JsonObject { [field] = on }), id);
    }

    private static async Task<int> PatchAsync(Invocation run, Argument<string> id, JsonObject patch)
    {
        var client = await run.Api.SendAsync(HttpMethod.Patch, run.ClientPath(id), patch, run.Cancelled);
        run.Printer.Write(client, () => ClientPictures.Table([ClientRecord.Read(client)]));
        return ExitCodes.Done;
    }
}
