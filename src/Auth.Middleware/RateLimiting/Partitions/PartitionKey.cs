using System.Runtime.InteropServices;
using Auth.Hashing;

namespace Auth.RateLimiting;

/// <summary>A keyed 128-bit value that stands for a caller under a policy. It does not reveal the address.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PartitionKey(ulong Low, ulong High)
{
    /// <summary>The key of whoever some data stands for.</summary>
    public static PartitionKey Of(SipHash hash, ReadOnlySpan<byte> data)
    {
        var (low, high) = hash.Hash(data);
        return new PartitionKey(low, high);
    }

    /// <summary>The key of an empty slot.</summary>
    public static PartitionKey None => default;
}
