namespace Auth.Bench.Simulation;

/// <summary>Random numbers that are the same in every run (xorshift64*): not for secrets.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 up to, and without, 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to, and without, <paramref name="count"/>.</summary>
    public int Next(int count) => (int)(((UInt128)Next() * (ulong)count) >> 64);

    /// <summary>The time to the next of events that come independently, at a mean rate a second.</summary>
    public TimeSpan Gap(double rate) => TimeSpan.FromSeconds(-Math.Log(1 - NextDouble()) / rate);

    private ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return unchecked(_state * 2_685_821_657_736_338_717);
    }
}
