using System.Net;
using Auth.Hashing;
using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class AddressPartitionTests
{
    private static readonly SipHash Hash = SipHash.WithRandomKey();

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("::ffff:203.0.113.7", "::ffff:203.0.113.8", false)]
    [InlineData("64:ff9b::203.0.113.7", "203.0.113.7", true)]
    [InlineData("64:ff9b::203.0.113.7", "64:ff9b::203.0.113.8", false)]
    [InlineData("2002:cb00:7107:1::1", "2002:cb00:7107:2::1", true)]
    [InlineData("2002:cb00:7107::1", "203.0.113.7", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("fe80::1%3", "fe80::1%4", true)]
    [InlineData("0.0.0.0", "::", false)]
    public void Groups_addresses(string a, string b, bool same) => (KeyOf(a) == KeyOf(b)).ShouldBe(same);

    [Theory]
    [InlineData(56, "2001:db8:0:100::1", "2001:db8:0:1ff::1", true)]
    [InlineData(128, "2001:db8::1", "2001:db8::2", false)]
    [InlineData(32, "2001:db8::1", "2001:db8:ffff::2", true)]
    public void The_prefix_length_is_configurable(int length, string a, string b, bool same) =>
        (KeyOf(a, length) == KeyOf(b, length)).ShouldBe(same);

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.200", true)]
    [InlineData("203.0.113.7", "203.0.114.7", false)]
    [InlineData("2001:db8:1:1::1", "2001:db8:1:ffff::1", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    public void Neighbourhoods_are_coarser(string a, string b, bool same) =>
        (Neighbourhood(a) == Neighbourhood(b)).ShouldBe(same);

    [Fact]
    public void No_address_is_one_shared_caller()
    {
        var none = AddressPartition.From(null, 64).Key(Hash, Limits.Policy());

        none.ShouldBe(AddressPartition.From(null, 64).Key(Hash, Limits.Policy()));
        none.ShouldNotBe(KeyOf("0.0.0.0"));
        none.ShouldNotBe(KeyOf("::"));
    }

    [Fact]
    [Trait("attack", "49")]
    public void Policies_and_processes_have_keys_of_their_own()
    {
        var caller = AddressPartition.From(IPAddress.Loopback, 64);

        caller.Key(Hash, Limits.Policy("a")).ShouldNotBe(caller.Key(Hash, Limits.Policy("b")));
        caller.Key(Hash, Limits.Policy()).ShouldNotBe(caller.Key(SipHash.WithRandomKey(), Limits.Policy()));
    }

    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(63, "5150d1772f50834a503e069a973fbd7c")]
    public void The_hash_is_SipHash_2_4_128(int length, string expected)
    {
        var data = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        var key = new SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908).Hash(data);

        var bytes = BitConverter.GetBytes(key.Low).Concat(BitConverter.GetBytes(key.High)).ToArray();
        Convert.ToHexStringLower(bytes).ShouldBe(expected);
    }

    private static PartitionKey KeyOf(string address, int length = 64) =>
        AddressPartition.From(IPAddress.Parse(address), length).Key(Hash, Limits.Policy());

    private static PartitionKey Neighbourhood(string address) =>
        AddressPartition.From(IPAddress.Parse(address), 64).Neighbourhood.Key(Hash, Limits.Policy());
}
