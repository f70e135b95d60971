using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Auth.Hashing;

namespace Auth.RateLimiting;

/// <summary>The part of an address that makes one anonymous caller.</summary>
/// <remarks>
/// An IPv4 address counts whole, an IPv6 address by its prefix. IPv6 forms that carry an IPv4 address count as that address, or a
/// translator's whole prefix would be one caller: mapped (RFC 4291), NAT64 (RFC 6052) and 6to4 (RFC 3056). No address at all (a Unix
/// socket) is one shared caller.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AddressPartition
{
    private readonly UInt128 _prefix;
    private readonly byte _length;
    private readonly bool _isIPv4;

    private AddressPartition(UInt128 address, int length, bool isIPv4)
    {
        _prefix = length == 0 ? 0 : address >> (128 - length) << (128 - length);
        _length = (byte)length;
        _isIPv4 = isIPv4;
    }

    /// <summary>The neighbourhood that shares a partition when there is none left for each: IPv4 /24, IPv6 /48.</summary>
    public AddressPartition Neighbourhood =>
        _isIPv4
            ? new(_prefix, Math.Min((int)_length, 24), isIPv4: true)
            : new(_prefix, Math.Min((int)_length, 48), isIPv4: false);

    public static AddressPartition From(IPAddress? address, int ipv6PrefixLength)
    {
        if (address is null)
            return default;

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return IPv4(bytes[..4]);
        if (address.IsIPv4MappedToIPv6 || bytes.StartsWith(Nat64))
            return IPv4(bytes[12..]);
        if (bytes.StartsWith(SixToFour))
            return IPv4(bytes[2..6]);
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes), ipv6PrefixLength, isIPv4: false);
    }

    /// <summary>The prefix as text.</summary>
    public override string ToString() => $"{(_isIPv4 ? 4 : 6)}-{_prefix:x}-{_length}";

    /// <summary>The key of this caller under a policy.</summary>
    public PartitionKey Key(SipHash hash, RateLimitPolicy policy)
    {
        Span<byte> data = stackalloc byte[26];
        BinaryPrimitives.WriteUInt64LittleEndian(data, policy.Salt);
        BinaryPrimitives.WriteUInt128LittleEndian(data[8..], _prefix);
        data[24] = _length;
        data[25] = _isIPv4 ? (byte)4 : (byte)6;
        return PartitionKey.Of(hash, data);
    }

    private static ReadOnlySpan<byte> Nat64 => [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];

    private static ReadOnlySpan<byte> SixToFour => [0x20, 0x02];

    private static AddressPartition IPv4(ReadOnlySpan<byte> bytes) =>
        new((UInt128)BinaryPrimitives.ReadUInt32BigEndian(bytes) << 96, 32, isIPv4: true);
}
