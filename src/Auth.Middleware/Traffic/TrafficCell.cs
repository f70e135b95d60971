namespace Auth.Traffic;

/// <summary>Counts the requests of one tier under one policy, in a place of its own for each processor, so that no two fight over it.</summary>
internal sealed class TrafficCell(string tier, string policy)
{
    /// <summary>Numbers in two lines of cache: neighbouring lines are fetched together.</summary>
    private const int Stride = 16;

    private static readonly int Mask =
        (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 64)) - 1;

    private readonly long[] _counts = new long[(Mask + 2) * Stride];

    public string Tier { get; } = tier;

    public string Policy { get; } = policy;

    /// <summary>Counts a request.</summary>
    public void Count(bool isRefused)
    {
        // Never at the beginning of the array, where its length lies, which everybody reads.
        var place = ((Thread.GetCurrentProcessorId() & Mask) + 1) * Stride;
        Interlocked.Increment(ref _counts[place + (isRefused ? 1 : 0)]);
    }

    /// <summary>What was counted so far.</summary>
    public TrafficCount Read()
    {
        var (allowed, refused) = (0L, 0L);
        for (var place = Stride; place < _counts.Length; place += Stride)
        {
            allowed += Volatile.Read(ref _counts[place]);
            refused += Volatile.Read(ref _counts[place + 1]);
        }

        return new TrafficCount(Tier, Policy, allowed, refused);
    }
}

/// <summary>Requests of one tier under one policy.</summary>
internal readonly record struct TrafficCount(string Tier, string Policy, long Allowed, long Refused);
