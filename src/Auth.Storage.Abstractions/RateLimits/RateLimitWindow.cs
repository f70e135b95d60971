namespace Auth.Storage;

/// <summary>One window of a limit: at most <paramref name="Limit"/> units in any stretch of <paramref name="Period"/>.</summary>
/// <param name="Name">The window's name, such as <c>burst</c>.</param>
/// <param name="Limit">The number of units; at least 1.</param>
/// <param name="Period">The length of the window; whole seconds, at least one.</param>
public readonly record struct RateLimitWindow(string Name, int Limit, TimeSpan Period);

/// <summary>Where one window stands.</summary>
/// <param name="Name">The window's name.</param>
/// <param name="Limit">The number of units it admits.</param>
/// <param name="Remaining">Units left now; never negative.</param>
/// <param name="ResetAfter">When more units come back; zero when the window is unused.</param>
public readonly record struct RateLimitWindowState(string Name, int Limit, int Remaining, TimeSpan ResetAfter);
