namespace Auth.Storage;

/// <summary>A store was not asked, or not waited for, because it does not answer. Callers are told 503 and may try again.</summary>
/// <remarks>
/// A call that was on its way may have been carried out all the same, as far as a single statement of it goes; transactions are not committed any more
/// (<see cref="IStoreLifecycle.Abandon"/>).
/// </remarks>
/// <param name="store">The store's name.</param>
/// <param name="innerException">What the call had failed with, if it had.</param>
public sealed class StoreUnavailableException(string store, Exception? innerException = null)
    : Exception($"{store} does not answer.", innerException);
