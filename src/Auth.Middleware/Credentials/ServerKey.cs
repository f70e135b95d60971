using System.Security.Cryptography;
using System.Text;
using Auth.Hashing;

namespace Auth.Credentials;

/// <summary>One server key and the keys derived from it (RFC 5869), one per purpose, so that no two uses share key material.</summary>
internal sealed class ServerKey
{
    /// <summary>The least length of a server key in bytes.</summary>
    public const int MinimumSize = 32;

    public ServerKey(ReadOnlySpan<byte> material)
    {
        Id = Derive(material, "id")[..4];
        Tag = new SipHash(Derive(material, "credential-tag").AsSpan(0, SipHash.KeySize));
        EmailEncryption = Derive(material, "email-encryption");
        EmailLookup = Derive(material, "email-lookup");
        Nonce = Derive(material, "nonce");
        PushIdentity = Derive(material, "push-identity");
        Consent = Derive(material, "consent");
        Counters = Derive(material, "counters");
        SharedTokens = Derive(material, "shared-tokens");
    }

    /// <summary>Four bytes that name the key beside what it has encrypted.</summary>
    public byte[] Id { get; }

    /// <summary>Tags credentials, so that forged ones are refused without a look-up.</summary>
    public SipHash Tag { get; }

    /// <summary>Encrypts e-mail addresses.</summary>
    public byte[] EmailEncryption { get; }

    /// <summary>Hashes e-mail addresses for look-ups.</summary>
    public byte[] EmailLookup { get; }

    /// <summary>Tags nonces.</summary>
    public byte[] Nonce { get; }

    /// <summary>The private key whose public half the Fediverse dialects show as <c>vapid_key</c> (RFC 8292 section 3.2).</summary>
    public byte[] PushIdentity { get; }

    /// <summary>Tags forms that signed-in users send.</summary>
    public byte[] Consent { get; }

    /// <summary>Names the partitions of shared counters.</summary>
    public byte[] Counters { get; }

    /// <summary>Names and seals what nodes share of tokens.</summary>
    public byte[] SharedTokens { get; }

    private static byte[] Derive(ReadOnlySpan<byte> material, string purpose)
    {
        var key = new byte[32];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            material,
            key,
            salt: default,
            info: Encoding.ASCII.GetBytes("Auth/1/" + purpose)
        );
        return key;
    }
}
