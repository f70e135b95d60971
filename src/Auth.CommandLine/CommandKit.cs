using System.CommandLine;
using Auth.CommandLine.Connection;
using Auth.CommandLine.Output;

namespace Auth.CommandLine;

/// <summary>Makes commands that talk to a host.</summary>
internal sealed class CommandKit(ConnectionOptions connection)
{
    /// <summary>A command: what it is called, what it takes and what it does.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, one sentence.</param>
    /// <param name="act">Does it; returns an exit code.</param>
    /// <param name="symbols">Its arguments and options, in order.</param>
    public Command Create(
        string name,
        string description,
        Func<Invocation, Task<int>> act,
        params ReadOnlySpan<Symbol> symbols
    )
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        command.SetAction(
            async (parse, cancelled) =>
            {
                var printer = new Printer(parse.GetValue(connection.Json));
                using var api = await OperatorApi.ConnectAsync(connection.Read(parse), printer, cancelled);
                return await act(new Invocation(parse, api, printer, cancelled));
            }
        );
        return command;
    }

    /// <summary>The argument that names a client.</summary>
    public static Argument<string> ClientId() =>
        new("client-id") { Description = "The client, by its whole client_id." };
}

/// <summary>One run of a command.</summary>
/// <param name="Parse">What was typed.</param>
/// <param name="Api">The host.</param>
/// <param name="Printer">Where results go.</param>
/// <param name="Cancelled">Ends when the user stops the command.</param>
internal sealed record Invocation(ParseResult Parse, OperatorApi Api, Printer Printer, CancellationToken Cancelled)
{
    /// <summary>The value of an argument that must be there.</summary>
    public string Text(Argument<string> argument) => Parse.GetRequiredValue(argument);

    /// <summary>The path of a client and of what belongs to it.</summary>
    public string ClientPath(Argument<string> id, string rest = "") =>
        $"clients/{Uri.EscapeDataString(Text(id))}{rest}";
}
