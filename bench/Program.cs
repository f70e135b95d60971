using Auth.Bench;
using Auth.Bench.ImportedSecrets;
using Auth.Bench.Issuance;
using Auth.Bench.Memory;
using Auth.Bench.Pipeline;
using Auth.Bench.Sockets;

// dotnet run -c Release --project bench -- <command> [command ...] | all
IReadOnlyDictionary<string, Func<Report, Task>> commands = new Dictionary<string, Func<Report, Task>>(
    StringComparer.Ordinal
)
{
    ["pipeline"] = PipelineCommand.RunAsync,
    ["sockets"] = SocketsCommand.RunAsync,
    ["issuance"] = IssuanceCommand.RunAsync,
    ["memory"] = MemoryCommand.RunAsync,
    ["imported-secrets"] = ImportedSecretsCommand.RunAsync,
};

if (args is ["serve", var kind, var port])
{
    await ServeCommand.RunAsync(kind, port);
    return 0;
}

if (args is [ImportedSecretsCommand.Serve])
{
    await ImportedSecretsHost.RunAsync();
    return 0;
}

IEnumerable<string> asked = args is ["all"] ? commands.Keys : args;
if (!asked.Any() || asked.Except(commands.Keys, StringComparer.Ordinal).Any())
{
    Console.Error.WriteLine(
        $"usage: dotnet run -c Release --project bench -- all | {string.Join(" | ", commands.Keys)}"
    );
    return 2;
}

var report = new Report();
foreach (var name in asked)
{
    await commands[name](report);
}

if (args is ["all"])
{
    await report.WriteAsync();
}

return 0;
