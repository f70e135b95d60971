using System.Net;
using System.Runtime.InteropServices;

namespace Auth.RateLimiting;

/// <summary>Who asks for what, for a decision that may have to wait for the store.</summary>
/// <param name="Owner">The meter of the client that is charged; <see langword="null"/> when the address is.</param>
/// <param name="OwnWindows">What limits that client.</param>
/// <param name="Address">The address.</param>
/// <param name="Caller">The client whose usage is counted although its address is charged.</param>
/// <param name="Policy">The endpoint's policy.</param>
/// <param name="Cost">Units to charge.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SharedRequest(
    ClientMeter? Owner,
    ClientWindows? OwnWindows,
    IPAddress? Address,
    ClientMeter? Caller,
    string? Policy,
    int Cost
);
