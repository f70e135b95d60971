using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Auth.Credentials;
using Auth.Jose;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.DPoP;

/// <summary>Makes and judges nonces (RFC 9449 section 8): the time under a tag of the server key, so no node needs to remember any.</summary>
internal sealed class DPoPNonces(
    ServerKeyring keys,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const int TimeSize = sizeof(long);
    private const int TagSize = 16;
    private const int Length = 32;

    /// <summary>Makes a nonce.</summary>
    public string Create()
    {
        Span<byte> nonce = stackalloc byte[TimeSize + TagSize];
        BinaryPrimitives.WriteInt64BigEndian(nonce, clock.UtcNow.ToUnixTimeMilliseconds());
        Tag(keys.Current, nonce[..TimeSize], nonce[TimeSize..]);
        return Base64Url.EncodeToString(nonce);
    }

    /// <summary>Judges a nonce that came back.</summary>
    public NonceState Judge(string? nonce)
    {
        if (
            nonce is not { Length: Length }
            || StrictBase64Url.Decode(nonce) is not { } bytes
            || !keys.All.Any(key => IsTaggedBy(key, bytes))
        )
        {
            return NonceState.Invalid;
        }

        var settings = options.CurrentValue.DPoP;
        var made = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
        var age = clock.UtcNow - made;
        return age > settings.NonceLifetime || age < -settings.ClockSkew ? NonceState.Invalid
            : age > settings.NonceLifetime / 2 ? NonceState.Ageing
            : NonceState.Fresh;
    }

    private static bool IsTaggedBy(ServerKey key, byte[] nonce)
    {
        Span<byte> tag = stackalloc byte[TagSize];
        Tag(key, nonce.AsSpan(0, TimeSize), tag);
        return CryptographicOperations.FixedTimeEquals(tag, nonce.AsSpan(TimeSize));
    }

    private static void Tag(ServerKey key, ReadOnlySpan<byte> time, Span<byte> tag)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Nonce, time, digest);
        digest[..TagSize].CopyTo(tag);
    }
}

/// <summary>What a nonce is worth.</summary>
internal enum NonceState
{
    /// <summary>It is missing, not ours, or too old.</summary>
    Invalid,

    /// <summary>It is good, and a newer one should be used from now on.</summary>
    Ageing,

    /// <summary>It is good.</summary>
    Fresh,
}
