using System.Net;
using System.Net.Sockets;

namespace Auth.Auditing;

/// <summary>What facts say of an address: its network, never the address itself.</summary>
internal static class NetworkText
{
    private const int IPv4Prefix = 24;
    private const int IPv6Prefix = 48;

    /// <summary>The network of an address: a /24 of IPv4, a /48 of IPv6, <c>none</c> without an address.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "none";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var prefix = plain.AddressFamily == AddressFamily.InterNetwork ? IPv4Prefix : IPv6Prefix;
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(prefix / 8).Clear();
        return $"{new IPAddress(bytes)}/{prefix}";
    }
}
