using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Auth.Hashing;

/// <summary>SipHash-2-4 with a 128-bit result: without its key nobody can tell which inputs collide, nor make up a result.</summary>
internal sealed class SipHash(ulong k0, ulong k1)
{
    /// <summary>The length of a key in bytes.</summary>
    public const int KeySize = 16;

    /// <summary>A function under a key of <see cref="KeySize"/> bytes.</summary>
    public SipHash(ReadOnlySpan<byte> key)
        : this(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..])) { }

    /// <summary>A function nobody else has.</summary>
    public static SipHash WithRandomKey()
    {
        Span<ulong> key = stackalloc ulong[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(key));
        return new SipHash(key[0], key[1]);
    }

    /// <summary>Hashes data.</summary>
    public (ulong Low, ulong High) Hash(ReadOnlySpan<byte> data)
    {
        var v = new State
        {
            V0 = k0 ^ 0x736f6d6570736575,
            V1 = k1 ^ 0x646f72616e646f6d ^ 0xee,
            V2 = k0 ^ 0x6c7967656e657261,
            V3 = k1 ^ 0x7465646279746573,
        };
        var last = (ulong)data.Length << 56;
        for (; data.Length >= 8; data = data[8..])
            v.Absorb(BinaryPrimitives.ReadUInt64LittleEndian(data));
        for (var i = 0; i < data.Length; i++)
            last |= (ulong)data[i] << (8 * i);
        v.Absorb(last);

        v.V2 ^= 0xee;
        var low = v.Finish();
        v.V1 ^= 0xdd;
        return (low, v.Finish());
    }

    [StructLayout(LayoutKind.Auto)]
    private struct State
    {
        public ulong V0;
        public ulong V1;
        public ulong V2;
        public ulong V3;

        public void Absorb(ulong word)
        {
            V3 ^= word;
            Round();
            Round();
            V0 ^= word;
        }

        public ulong Finish()
        {
            Round();
            Round();
            Round();
            Round();
            return V0 ^ V1 ^ V2 ^ V3;
        }

        private void Round()
        {
            V0 += V1;
            V1 = BitOperations.RotateLeft(V1, 13) ^ V0;
            V0 = BitOperations.RotateLeft(V0, 32);
            V2 += V3;
            V3 = BitOperations.RotateLeft(V3, 16) ^ V2;
            V0 += V3;
            V3 = BitOperations.RotateLeft(V3, 21) ^ V0;
            V2 += V1;
            V1 = BitOperations.RotateLeft(V1, 17) ^ V2;
            V2 = BitOperations.RotateLeft(V2, 32);
        }
    }
}
