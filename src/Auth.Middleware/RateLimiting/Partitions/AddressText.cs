using System.Net;

namespace Auth.RateLimiting;

/// <summary>The part of an address that makes one caller, as text for counters that are keyed by text.</summary>
internal static class AddressText
{
    public static string Of(IPAddress? address, int ipv6PrefixLength) =>
        address is null ? "none" : AddressPartition.From(address, ipv6PrefixLength).ToString();
}
