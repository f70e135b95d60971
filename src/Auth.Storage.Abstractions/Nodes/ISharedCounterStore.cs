namespace Auth.Storage;

/// <summary>Counters that all nodes share, on the one clock of the store.</summary>
/// <remarks>
/// A unit taken in step <c>k</c> of a window is counted until <c>(k + Kept) * Step</c> after the Unix epoch, and everything happens in one
/// atomic call: of N nodes at once, a window of N units admits N and not one more. Counters may be lost with the store; nothing else is kept
/// in them.
/// </remarks>
public interface ISharedCounterStore
{
    /// <summary>A short name for logs, such as <c>Redis</c>.</summary>
    string Name { get; }

    /// <summary>Gives back, then takes units from every window or from none.</summary>
    /// <param name="demand">What is asked.</param>
    /// <param name="cancellationToken">Cancels the call; it may have been carried out all the same.</param>
    /// <returns>What was taken. Of a refused demand nothing was taken from any window.</returns>
    /// <exception cref="Exception">The store did not answer.</exception>
    ValueTask<CounterGrant> TakeAsync(CounterDemand demand, CancellationToken cancellationToken);

    /// <summary>Forgets all that a partition has used. Idempotent.</summary>
    ValueTask ResetAsync(string partition, CancellationToken cancellationToken);

    /// <summary>Says that a node is alive.</summary>
    /// <param name="node">The node's id.</param>
    /// <param name="lifetime">After which a silent node is no longer counted; zero to sign off.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many nodes are alive.</returns>
    ValueTask<int> SignOnAsync(string node, TimeSpan lifetime, CancellationToken cancellationToken);
}
