namespace Auth.Storage;

/// <summary>What a node asks of the shared counters in one call.</summary>
/// <param name="Partition">Who is counted: letters and digits, at most 100 of them.</param>
/// <param name="Windows">All windows that decide together; at least one.</param>
/// <param name="Least">Units that must be there, or nothing is taken; 0 to read only.</param>
/// <param name="Most">Units to take while plenty are left. Above <paramref name="Least"/>, never more than an eighth of what is left.</param>
/// <param name="Returned">Units of an earlier grant that were not spent.</param>
public sealed record CounterDemand(
    string Partition,
    IReadOnlyList<CounterWindow> Windows,
    int Least,
    int Most,
    CounterReturn Returned = default
);

/// <summary>Units that go back to where they were taken.</summary>
/// <param name="Units">How many; 0 for none.</param>
/// <param name="Mark">The <see cref="CounterGrant.Mark"/> of their grant.</param>
public readonly record struct CounterReturn(int Units, long Mark);
