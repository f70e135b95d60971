using System.Runtime.InteropServices;

namespace Auth.RateLimiting;

/// <summary>Where one window stands after a decision.</summary>
/// <param name="Used">Units in the window now.</param>
/// <param name="Remaining">Units left.</param>
/// <param name="ResetSeconds">
/// Seconds until more units come back, rounded up; for a window that refuses, until it would admit the request. Zero when unused.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateLimitReading(int Used, int Remaining, int ResetSeconds);
