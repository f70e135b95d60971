namespace Auth.Storage;

/// <summary>One window of shared counters.</summary>
/// <param name="Id">Tells the windows of a partition apart; the same for as long as its counts mean the same.</param>
/// <param name="Limit">The number of units; at least 1.</param>
/// <param name="StepMilliseconds">The length of the parts that units are counted in.</param>
/// <param name="Kept">After how many steps, its own included, a unit is no longer counted: 21 for a sliding window, 1 for a fixed one.</param>
public readonly record struct CounterWindow(string Id, int Limit, long StepMilliseconds, int Kept);
