using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Auth.Bearer;

/// <summary>Fingerprints tokens for the in-memory look-up: a parallel MAC of exactly four blocks with AES-128, under random keys of this process.</summary>
/// <remarks>
/// Each block is masked for its place and encrypted, and the sum is encrypted once more (PMAC, for messages of one fixed length): a pseudo-random
/// function, so two tokens meet with probability 2^-128 and nobody outside can aim for it. The four blocks do not wait for each other, which halves
/// the time of a CBC-MAC. SHA-256 would take ten times as long (docs/decisions.md). Without AES instructions a keyed SHA-256 stands in.
/// </remarks>
internal sealed class TokenFingerprinter
{
    /// <summary>The number of characters a fingerprint covers: the end of the token, which holds all that is random in it.</summary>
    public const int Length = Credentials.Base62.RandomLength + Credentials.Base62.UInt64Length;

    private readonly AesBlockCipher? _aes;
    private readonly byte[] _key;
    private readonly Masks _masks;

    public TokenFingerprinter()
        : this(RandomNumberGenerator.GetBytes(16), AesBlockCipher.IsSupported) { }

    public TokenFingerprinter(byte[] key, bool useAes)
    {
        _key = key;
        _aes = useAes ? new AesBlockCipher(key) : null;
        _masks = Masks.Under(key);
    }

    /// <summary>Fingerprints the last <see cref="Length"/> characters of a token.</summary>
    /// <returns><see langword="false"/> when one of them is not ASCII.</returns>
    public bool TryCompute(ReadOnlySpan<char> suffix, out TokenFingerprint fingerprint)
    {
        if (suffix.Length != Length)
        {
            throw new ArgumentException($"A fingerprint covers {Length} characters.", nameof(suffix));
        }

        ref var first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(suffix));
        var b0 = Load(ref first, 0, out var seen0);
        var b1 = Load(ref first, 16, out var seen1);
        var b2 = Load(ref first, 32, out var seen2);
        var b3 = Load(ref first, Length - 16, out var seen3);
        if (((seen0 | seen1 | seen2 | seen3) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
        {
            fingerprint = default;
            return false;
        }

        var mac = _aes is { } aes ? Mac(aes, b0, b1, b2, b3) : Sha256(b0, b1, b2, b3);
        fingerprint = new TokenFingerprint(mac.AsUInt64()[0], mac.AsUInt64()[1]);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load(ref ushort first, int index, out Vector128<ushort> seen)
    {
        var low = Vector128.LoadUnsafe(ref first, (nuint)index);
        var high = Vector128.LoadUnsafe(ref first, (nuint)(index + 8));
        seen = low | high;
        return Vector128.Narrow(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Mac(
        AesBlockCipher aes,
        Vector128<byte> b0,
        Vector128<byte> b1,
        Vector128<byte> b2,
        Vector128<byte> b3
    )
    {
        ref readonly var masks = ref _masks;
        var sum =
            aes.Encrypt(b0 ^ masks.M0)
            ^ aes.Encrypt(b1 ^ masks.M1)
            ^ aes.Encrypt(b2 ^ masks.M2)
            ^ aes.Encrypt(b3 ^ masks.M3);
        return aes.Encrypt(sum);
    }

    private Vector128<byte> Sha256(Vector128<byte> b0, Vector128<byte> b1, Vector128<byte> b2, Vector128<byte> b3)
    {
        Span<byte> message = stackalloc byte[80];
        _key.CopyTo(message);
        b0.CopyTo(message[16..]);
        b1.CopyTo(message[32..]);
        b2.CopyTo(message[48..]);
        b3.CopyTo(message[64..]);
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(message, digest);
        return Vector128.Create<byte>(digest[..16]);
    }

    /// <summary>What tells the places of the blocks apart: values of a hash under the key, far apart in every bit.</summary>
    private readonly record struct Masks(Vector128<byte> M0, Vector128<byte> M1, Vector128<byte> M2, Vector128<byte> M3)
    {
        public static Masks Under(ReadOnlySpan<byte> key)
        {
            Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
            SHA512.HashData(key, digest);
            return new Masks(
                Vector128.Create<byte>(digest[..16]),
                Vector128.Create<byte>(digest[16..32]),
                Vector128.Create<byte>(digest[32..48]),
                Vector128.Create<byte>(digest[48..])
            );
        }
    }
}
