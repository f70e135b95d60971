namespace Auth.Bench.Memory;

/// <summary>What tokens, clients and addresses take, and how the time of a request grows with their number.</summary>
internal static class MemoryCommand
{
    public static async Task RunAsync(Run run)
    {
        int[] sizes = run.Pick<int[]>([1_000, 10_000, 1_000_000, 10_000_000], [1_000, 10_000]);
        var tokens = await AskAsync("tokens", sizes);
        run.Report.Add(
            "Memory: live tokens",
            "Tokens of a hundred clients. Managed heap without garbage, divided by their number; the cache has two slots for each. A request asks with a random one of them, in memory and without sockets.",
            ["tokens", "B in the cache", "B in the store in memory", "ns a request"],
            tokens.Select(row => Row(row, row.Result.StoredBytes, row.Result.Nanoseconds))
        );
        // Ten million clients would need more memory than a small machine has.
        var clients = await AskAsync("clients", [.. sizes.Where(size => size is >= 10_000 and < 10_000_000)]);
        run.Report.Add(
            "Memory: active clients",
            "Clients with one token each: session, counters and cached token; and what the store in memory keeps of client and token.",
            ["clients", "B active", "B in the store in memory", "ns a request", "idle processor"],
            clients.Select(row =>
                (string[])[.. Row(row, row.Result.StoredBytes, row.Result.Nanoseconds), Share(row.Result.IdleProcessor)]
            )
        );
        var addresses = await AskAsync("addresses", [.. sizes.Where(size => size >= 10_000)]);
        var bare = await ProbeCommand.AskAsync("bare", addresses[0].Count);
        run.Report.Add(
            "Memory: anonymous addresses",
            $"Both windows of each address, with the limits that ship, in a table of as many slots. A bare host that nobody calls uses {Share(bare.IdleProcessor)} of a processor.",
            ["addresses", "B", "idle processor"],
            addresses.Select(row => (string[])[.. Row(row), Share(row.Result.IdleProcessor)])
        );
        Judge(run.Report, tokens, addresses, bare);
    }

    private static async Task<List<(int Count, ProbeResult Result)>> AskAsync(string what, int[] sizes)
    {
        var rows = new List<(int, ProbeResult)>();
        foreach (var size in sizes)
        {
            rows.Add((size, await ProbeCommand.AskAsync(what, size)));
        }

        return rows;
    }

    private static string[] Row((int Count, ProbeResult Result) row, params double[] further) =>
        [Report.Number(row.Count), Report.Number(row.Result.Bytes), .. further.Select(value => Report.Number(value))];

    private static string Share(double share) => $"{Report.Number(share * 100, 2)} %";

    private static void Judge(
        Report report,
        List<(int Count, ProbeResult Result)> tokens,
        List<(int Count, ProbeResult Result)> addresses,
        ProbeResult bare
    )
    {
        var (few, many) = (tokens[0], tokens.Last(row => row.Count <= 1_000_000));
        report.Judge("live token in the cache", Goal.AtMost(100, "B"), many.Result.Bytes);
        report.Judge(
            $"a request, {Report.Number(few.Count)} to {Report.Number(many.Count)} tokens, grows by",
            Goal.AtMost(100, "ns"),
            many.Result.Nanoseconds - few.Result.Nanoseconds
        );
        report.Judge("anonymous address, both windows", Goal.AtMost(128, "B"), addresses[^1].Result.Bytes);
        report.Judge(
            "anonymous addresses, idle processor beyond a bare host's",
            Goal.AtMost(0.1, "%", 2),
            (addresses.Last(row => row.Count <= 1_000_000).Result.IdleProcessor - bare.IdleProcessor) * 100
        );
    }
}
