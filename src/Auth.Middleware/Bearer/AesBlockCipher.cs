using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AesInstructions = System.Runtime.Intrinsics.X86.Aes;

namespace Auth.Bearer;

/// <summary>AES-128 encryption of single blocks with the processor's instructions (FIPS 197); the framework has no allocation-free one.</summary>
internal sealed class AesBlockCipher
{
    private readonly Keys _keys;

    public AesBlockCipher(ReadOnlySpan<byte> key)
    {
        var k0 = Vector128.Create(key);
        var k1 = Expand(k0, AesInstructions.KeygenAssist(k0, 0x01));
        var k2 = Expand(k1, AesInstructions.KeygenAssist(k1, 0x02));
        var k3 = Expand(k2, AesInstructions.KeygenAssist(k2, 0x04));
        var k4 = Expand(k3, AesInstructions.KeygenAssist(k3, 0x08));
        var k5 = Expand(k4, AesInstructions.KeygenAssist(k4, 0x10));
        var k6 = Expand(k5, AesInstructions.KeygenAssist(k5, 0x20));
        var k7 = Expand(k6, AesInstructions.KeygenAssist(k6, 0x40));
        var k8 = Expand(k7, AesInstructions.KeygenAssist(k7, 0x80));
        var k9 = Expand(k8, AesInstructions.KeygenAssist(k8, 0x1B));
        var k10 = Expand(k9, AesInstructions.KeygenAssist(k9, 0x36));
        _keys = new Keys(k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10);
    }

    /// <summary>Whether this processor has the instructions.</summary>
    public static bool IsSupported => AesInstructions.IsSupported && Sse2.IsSupported;

    /// <summary>Encrypts one block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Encrypt(Vector128<byte> block)
    {
        ref readonly var k = ref _keys;
        block ^= k.K0;
        block = AesInstructions.Encrypt(block, k.K1);
        block = AesInstructions.Encrypt(block, k.K2);
        block = AesInstructions.Encrypt(block, k.K3);
        block = AesInstructions.Encrypt(block, k.K4);
        block = AesInstructions.Encrypt(block, k.K5);
        block = AesInstructions.Encrypt(block, k.K6);
        block = AesInstructions.Encrypt(block, k.K7);
        block = AesInstructions.Encrypt(block, k.K8);
        block = AesInstructions.Encrypt(block, k.K9);
        return AesInstructions.EncryptLast(block, k.K10);
    }

    private static Vector128<byte> Expand(Vector128<byte> key, Vector128<byte> assist)
    {
        key ^= Sse2.ShiftLeftLogical128BitLane(key, 4);
        key ^= Sse2.ShiftLeftLogical128BitLane(key, 4);
        key ^= Sse2.ShiftLeftLogical128BitLane(key, 4);
        return key ^ Sse2.Shuffle(assist.AsUInt32(), 0xFF).AsByte();
    }

    /// <summary>The round keys.</summary>
    private readonly record struct Keys(
        Vector128<byte> K0,
        Vector128<byte> K1,
        Vector128<byte> K2,
        Vector128<byte> K3,
        Vector128<byte> K4,
        Vector128<byte> K5,
        Vector128<byte> K6,
        Vector128<byte> K7,
        Vector128<byte> K8,
        Vector128<byte> K9,
        Vector128<byte> K10
    );
}
