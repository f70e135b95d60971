using Auth.Bench;

// One command a figure: dotnet run -c Release --project bench/Auth.Bench -- imported-secrets
ICommand[] commands = [new ImportedSecretsCommand()];

var command = commands.FirstOrDefault(candidate => candidate.Name == args.FirstOrDefault());
if (command is null)
{
    await Console.Error.WriteLineAsync("Commands:");
    foreach (var known in commands)
    {
        await Console.Error.WriteLineAsync($"  {known.Name, -20} {known.Summary}");
    }

    return 2;
}

return await command.RunAsync(args[1..]);
