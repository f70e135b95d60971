using System.Runtime.InteropServices;

namespace Auth.Storage.InMemory;

/// <summary>Any total order of hashes: it only tells apart those of one time.</summary>
internal sealed class HashOrder : IComparer<TokenHash>
{
    public static HashOrder Instance { get; } = new();

    public int Compare(TokenHash x, TokenHash y) => Bytes(in x).SequenceCompareTo(Bytes(in y));

    private static ReadOnlySpan<byte> Bytes(ref readonly TokenHash hash) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in hash, 1));
}
