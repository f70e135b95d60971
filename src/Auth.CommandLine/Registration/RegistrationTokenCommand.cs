using System.CommandLine;
using System.Text.Json.Nodes;
using Auth.CommandLine.Output;
using Spectre.Console;

namespace Auth.CommandLine.Registration;

/// <summary><c>invite</c>: a token with which one application registers itself (RFC 7591 section 3).</summary>
internal static class RegistrationTokenCommand
{
    public static Command Create(CommandKit kit)
    {
        var lifetime = new Option<int?>("--expires-in")
        {
            Description = "Seconds that the token is good; a week unless told.",
            HelpName = "SECONDS",
        };
        return kit.Create("invite", "Prints a token with which one application may register itself.", Act, lifetime);

        async Task<int> Act(Invocation run)
        {
            var body = new JsonObject();
            if (run.Parse.GetValue(lifetime) is { } seconds)
            {
                body["expires_in_seconds"] = seconds;
            }

            var token = await run.Api.SendAsync(HttpMethod.Post, "initial-access-tokens", body, run.Cancelled);
            run.Printer.Write(
                token,
                () =>
                    new Rows(
                        Cells.Aside(
                            $"Good until {Cells.When(token.GetProperty("expires_at").GetDateTimeOffset())} UTC, for one registration:"
                        ),
                        Cells.Of(token.GetProperty("initial_access_token").GetString())
                    )
            );
            return ExitCodes.Done;
        }
    }
}
