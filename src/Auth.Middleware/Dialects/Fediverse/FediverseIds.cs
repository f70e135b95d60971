using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Auth.Dialects.Fediverse;

/// <summary>The ids these dialects show besides the client id, made from it and the time of registration: nothing more needs to be stored.</summary>
internal static class FediverseIds
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A decimal number in the order of time: milliseconds, and sixteen bits of a hash.</summary>
    public static string Number(string key, DateTimeOffset createdAt) =>
        ((createdAt.ToUnixTimeMilliseconds() << 16) | BinaryPrimitives.ReadUInt16BigEndian(Hash(key))).ToString(
            CultureInfo.InvariantCulture
        );

    /// <summary>A number for something without a time of its own, such as a user: 53 bits, so that every reader of JSON keeps it whole.</summary>
    public static long Number(string key) => (long)(BinaryPrimitives.ReadUInt64BigEndian(Hash(key)) >> 11);

    /// <summary>A ULID: 48 bits of time, 80 of a hash.</summary>
    public static string Ulid(string key, DateTimeOffset createdAt)
    {
        var value =
            ((UInt128)(ulong)createdAt.ToUnixTimeMilliseconds() << 80)
            | (BinaryPrimitives.ReadUInt128BigEndian(Hash(key)) >> 48);
        return string.Create(
            26,
            value,
            static (text, rest) =>
            {
                for (var i = text.Length - 1; i >= 0; i--)
                {
                    text[i] = Crockford[(int)(rest & 31)];
                    rest >>= 5;
                }
            }
        );
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes("Auth/1/id:" + key));
}
