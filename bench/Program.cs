using System.Globalization;
using System.Text.Json;
using Auth.Bench;
using Auth.Bench.Cleanup;
using Auth.Bench.Hosts;
using Auth.Bench.ImportedSecrets;
using Auth.Bench.Issuance;
using Auth.Bench.Limits;
using Auth.Bench.Memory;
using Auth.Bench.Pipeline;
using Auth.Bench.Profiling;
using Auth.Bench.Simulation;
using Auth.Bench.Soak;
using Auth.Bench.Sockets;
using Auth.Bench.Startup;

// dotnet run -c Release --project bench -- all [except SECTION...] | SECTION... [--quick]
// What `all` runs, in the order of results.md.
Dictionary<string, Func<Run, Task>> sections = new(StringComparer.Ordinal)
{
    ["pipeline"] = PipelineCommand.RunAsync,
    ["sockets"] = SocketsCommand.RunAsync,
    ["issuance"] = IssuanceCommand.RunAsync,
    ["limits"] = LimitsCommand.RunAsync,
    ["memory"] = MemoryCommand.RunAsync,
    ["cold-token"] = ColdTokenCommand.RunAsync,
    ["start-up"] = StartupCommand.RunAsync,
    ["clean-up"] = CleanupCommand.RunAsync,
};

// What is asked for by itself.
Dictionary<string, Func<Run, Task>> others = new(StringComparer.Ordinal)
{
    ["simulate"] = SimulateCommand.RunAsync,
    ["imported-secrets"] = ImportedSecretsCommand.RunAsync,
};

// What this program asks of itself, as another process.
switch (args)
{
    case [ServeCommand.Name, var spec]:
        await ServeCommand.RunAsync(spec);
        return 0;
    case ["soak", "--minutes", var minutes]:
        await SoakCommand.RunAsync(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)));
        return 0;
    case [ProbeCommand.Name, var what, var count]:
        await ProbeCommand.RunAsync(what, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case [SpinCommand.Name, var contestant, var seconds]:
        await SpinCommand.RunAsync(contestant, double.Parse(seconds, CultureInfo.InvariantCulture));
        return 0;
    case [ImportedSecretsCommand.Serve]:
        await ImportedSecretsHost.RunAsync();
        return 0;
}

var isQuick = args.Contains("--quick", StringComparer.Ordinal);
var into = Array.IndexOf(args, "--into") is var at and >= 0 ? args[at + 1] : null;
var asked = args.Where(word => word != "--quick" && word != "--into" && word != into).ToArray();
if (asked is ["all"] or ["all", "except", ..])
{
    return await AllCommand.RunAsync(sections.Keys, leftOut: asked[1..], isQuick);
}

var known = sections.Concat(others).ToDictionary(StringComparer.Ordinal);
if (asked.Length == 0 || asked.Except(known.Keys, StringComparer.Ordinal).Any())
{
    Console.Error.WriteLine(
        $"usage: dotnet run -c Release --project bench -- [--quick] all [except SECTION...] | {string.Join(" | ", known.Keys)} | soak --minutes N"
    );
    return 2;
}

var report = new Report();
foreach (var section in asked)
{
    await known[section](new Run(report, isQuick));
}

if (into is not null)
{
    await File.WriteAllTextAsync(into, JsonSerializer.Serialize(report));
}

return 0;
