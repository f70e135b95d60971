namespace Auth.Bearer.Sessions.Shared;

/// <summary>The place of a token in the shared cache, as a look-up found it.</summary>
/// <param name="Seal">Its name, and what opens and closes it.</param>
/// <param name="Turn">The turn of the look-up.</param>
/// <param name="Time">The time of the look-up, on the clock of the cache.</param>
/// <param name="AskedAt">The moment before the look-up, on this node's monotonic clock.</param>
/// <param name="Known">What lies there, if it may be believed.</param>
internal sealed record SharedPlace(SharedEntrySeal Seal, long Turn, long Time, long AskedAt, TokenReading? Known);
