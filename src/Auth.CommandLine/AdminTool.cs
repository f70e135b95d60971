using System.CommandLine;
using System.CommandLine.Invocation;
using Auth.CommandLine.Clients;
using Auth.CommandLine.Connection;
using Auth.CommandLine.Export;
using Auth.CommandLine.Import;
using Auth.CommandLine.Output;
using Auth.CommandLine.Registration;
using Auth.CommandLine.TierRequests;

namespace Auth.CommandLine;

/// <summary>The command line: its tree, and how mistakes and failures end it.</summary>
internal static class AdminTool
{
    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var connection = new ConnectionOptions();
        var parse = Tree(connection).Parse(args);
        if (parse.Action is ParseErrorAction)
        {
            foreach (var error in parse.Errors)
            {
                await Console.Error.WriteLineAsync(PlainText.Of(error.Message));
            }

            var names = parse.CommandResult.Command is RootCommand ? "" : parse.CommandResult.Command.Name + " ";
            await Console.Error.WriteLineAsync($"See: auth-admin {names}--help");
            return ExitCodes.Usage;
        }

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (AdminException e)
        {
            Printer.Error(parse.GetValue(connection.Json), e);
            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Cancelled;
        }
    }

    private static RootCommand Tree(ConnectionOptions connection)
    {
        var commands = new CommandKit(connection);
        var root = new RootCommand("Works with the operator API of a host that uses Auth.");
        connection.AddTo(root);
        foreach (
            var command in (IEnumerable<Command>)
                [
                    .. FindingCommands.All(commands),
                    .. ChangingCommands.All(commands),
                    .. SecretCommands.All(commands),
                    TierRequestCommands.Create(commands),
                    RegistrationTokenCommand.Create(commands),
                    ImportCommand.Create(commands),
                    ExportCommand.Create(commands),
                ]
        )
        {
            root.Subcommands.Add(command);
        }

        return root;
    }
}
