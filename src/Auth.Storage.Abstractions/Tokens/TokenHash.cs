using System.Buffers.Binary;

namespace Auth.Storage;

/// <summary>The 32-byte hash under which a token, code or link is stored; the plaintext never reaches a store.</summary>
/// <remarks>
/// A look-up by hash is safe against timing: a caller cannot steer the prefix of a hash, so how far a comparison runs tells nothing.
/// <see cref="ToString"/> gives eight hexadecimal digits, enough to correlate log lines and useless to an attacker.
/// </remarks>
public readonly struct TokenHash : IEquatable<TokenHash>
{
    /// <summary>The length of a hash in bytes: 32.</summary>
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Reads a hash from its bytes.</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length.</exception>
    public TokenHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A token hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The hash as a new array of <see cref="Size"/> bytes, as a binary column stores it.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _a);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _b);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), _c);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), _d);
        return bytes;
    }

    /// <inheritdoc />
    public bool Equals(TokenHash other) => ((_a ^ other._a) | (_b ^ other._b) | (_c ^ other._c) | (_d ^ other._d)) == 0;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TokenHash other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => unchecked((int)_a);

    /// <summary>The first eight hexadecimal digits: for logs, never for look-ups.</summary>
    public override string ToString() => (_a >> 32).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether both hashes have the same bytes.</summary>
    public static bool operator ==(TokenHash left, TokenHash right) => left.Equals(right);

    /// <summary>Whether the hashes differ.</summary>
    public static bool operator !=(TokenHash left, TokenHash right) => !left.Equals(right);
}
