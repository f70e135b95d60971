using System.Text.Json;

namespace Auth.Bench.Memory;

/// <summary>Measures one thing at one size, in a process of its own.</summary>
internal static class ProbeCommand
{
    /// <summary>What the process is asked for.</summary>
    public const string Name = "probe";

    private static readonly Dictionary<string, Func<int, Task<ProbeResult>>> Probes = new(StringComparer.Ordinal)
    {
        ["tokens"] = TokenProbe.MeasureAsync,
        ["clients"] = ClientProbe.MeasureAsync,
        ["addresses"] = AddressProbe.MeasureAsync,
        ["bare"] = BareProbe.MeasureAsync,
    };

    /// <summary>Measures and writes the result as its last line.</summary>
    public static async Task RunAsync(string what, int count) =>
        Console.WriteLine(JsonSerializer.Serialize(await Probes[what](count)));

    /// <summary>Lets another process measure.</summary>
    public static async Task<ProbeResult> AskAsync(string what, int count) =>
        JsonSerializer.Deserialize<ProbeResult>(await OwnProcess.LastLineAsync(Name, what, Report.Plain(count)))!;
}

/// <summary>What a probe found.</summary>
/// <param name="Bytes">Memory for each.</param>
/// <param name="StoredBytes">Memory for each in the store; 0 when there is none.</param>
/// <param name="Nanoseconds">A request by a random one of them.</param>
/// <param name="IdleProcessor">Share of a processor that is used while nobody calls.</param>
internal sealed record ProbeResult(double Bytes, double StoredBytes, double Nanoseconds, double IdleProcessor);
