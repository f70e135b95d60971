namespace Auth.Bench.Simulation;

/// <summary>Ranks whose frequency falls as 1/rank, as the traffic of clients does. Inverts the integral of 1/x.</summary>
internal sealed class Zipf(int count)
{
    private readonly double _log = Math.Log(count + 1.0);

    /// <summary>A rank from 0; the first is the most frequent.</summary>
    public int Next(Dice dice) => (int)Math.Min(count - 1, Math.Exp(dice.NextDouble() * _log) - 1);
}
