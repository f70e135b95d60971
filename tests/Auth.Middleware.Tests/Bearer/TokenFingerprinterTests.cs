using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Auth.Bearer;

public sealed class TokenFingerprinterTests
{
    [Theory]
    [InlineData(
        "2B7E151628AED2A6ABF7158809CF4F3C",
        "3243F6A8885A308D313198A2E0370734",
        "3925841D02DC09FBDC118597196A0B32"
    )]
    [InlineData(
        "000102030405060708090A0B0C0D0E0F",
        "00112233445566778899AABBCCDDEEFF",
        "69C4E0D86A7B0430D8CDB78070B4C55A"
    )]
    [InlineData(
        "2B7E151628AED2A6ABF7158809CF4F3C",
        "6BC1BEE22E409F96E93D7E117393172A",
        "3AD77BB40D7A3660A89ECAF32466EF97"
    )]
    [Trait("fips", "197")]
    public void The_block_cipher_is_AES(string key, string plain, string cipher)
    {
        Assert.SkipUnless(AesBlockCipher.IsSupported, "This processor has no AES instructions.");
        var aes = new AesBlockCipher(Convert.FromHexString(key));

        var block = aes.Encrypt(Vector128.Create<byte>(Convert.FromHexString(plain)));

        var bytes = new byte[16];
        block.CopyTo(bytes);
        Convert.ToHexString(bytes).ShouldBe(cipher);
    }

    [Fact]
    public void The_block_cipher_agrees_with_the_frameworks_for_any_key()
    {
        Assert.SkipUnless(AesBlockCipher.IsSupported, "This processor has no AES instructions.");
        for (var i = 0; i < 100; i++)
        {
            var (key, plain) = (RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(16));
            using var reference = Aes.Create();
            reference.Key = key;
            var bytes = new byte[16];

            new AesBlockCipher(key).Encrypt(Vector128.Create<byte>(plain)).CopyTo(bytes);

            bytes.ShouldBe(reference.EncryptEcb(plain, PaddingMode.None));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("attack", "10")]
    public void Every_character_counts_and_nothing_else(bool useAes)
    {
        Assert.SkipUnless(!useAes || AesBlockCipher.IsSupported, "This processor has no AES instructions.");
        var key = RandomNumberGenerator.GetBytes(16);
        var fingerprinter = new TokenFingerprinter(key, useAes);
        var text = RandomNumberGenerator.GetString("0123456789abcdefXYZ", TokenFingerprinter.Length);
        var seen = new HashSet<TokenFingerprint> { Compute(fingerprinter, text) };

        Compute(fingerprinter, new string(text)).ShouldBe(seen.Single());
        Compute(new TokenFingerprinter(key, useAes), text).ShouldBe(seen.Single());
        for (var i = 0; i < text.Length; i++)
        {
            for (var bit = 1; bit < 0x80; bit <<= 1)
            {
                var changed = $"{text[..i]}{(char)(text[i] ^ bit)}{text[(i + 1)..]}";
                seen.Add(Compute(fingerprinter, changed)).ShouldBeTrue();
            }
        }

        seen.ShouldNotContain(Compute(new TokenFingerprinter(RandomNumberGenerator.GetBytes(16), useAes), text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_character_beyond_ASCII_is_no_part_of_a_token(bool useAes)
    {
        Assert.SkipUnless(!useAes || AesBlockCipher.IsSupported, "This processor has no AES instructions.");
        var fingerprinter = new TokenFingerprinter(new byte[16], useAes);
        for (var i = 0; i < TokenFingerprinter.Length; i++)
        {
            foreach (var c in "\u0080é\u0141\u3042\uD800\uFFFF")
            {
                var text = new string('a', i) + c + new string('a', TokenFingerprinter.Length - i - 1);
                fingerprinter.TryCompute(text, out _).ShouldBeFalse();
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(TokenFingerprinter.Length - 1)]
    [InlineData(TokenFingerprinter.Length + 1)]
    public void Another_length_is_a_mistake_of_ours(int length) =>
        Should.Throw<ArgumentException>(() =>
            new TokenFingerprinter(new byte[16], useAes: false).TryCompute(new string('a', length), out _)
        );

    private static TokenFingerprint Compute(TokenFingerprinter fingerprinter, string text)
    {
        fingerprinter.TryCompute(text, out var fingerprint).ShouldBeTrue();
        return fingerprint;
    }
}
