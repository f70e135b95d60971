using System.Runtime.InteropServices;

namespace Auth.RateLimiting;

/// <summary>A keyed 128-bit value that stands for a caller under a policy. It does not reveal the address.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PartitionKey(ulong Low, ulong High)
{
    /// <summary>The key of an empty slot.</summary>
    public static PartitionKey None => default;
}
