using System.Buffers.Binary;
using System.Net;
using Auth.Bench.Pipeline;

namespace Auth.Bench.Memory;

/// <summary>Anonymous callers, each from an address of its own.</summary>
internal static class AddressProbe
{
    public static async Task<ProbeResult> MeasureAsync(int count)
    {
        await using var host = await Probing.StartAsync(count);
        var exchange = host.Connect();
        var start = Probing.Heap();
        for (var i = 0; i < count; i++)
        {
            await SendAsync(exchange, i);
        }

        var end = Probing.Heap();
        var idle = await Probing.IdleAsync();
        return new ProbeResult((double)(end - start) / count, 0, 0, idle);
    }

    private static ValueTask<int> SendAsync(Exchange exchange, int number)
    {
        Span<byte> address = stackalloc byte[4];
        // Scattered over the whole range, as addresses are.
        BinaryPrimitives.WriteUInt32BigEndian(address, (uint)number * 2_654_435_761);
        exchange.Address = new IPAddress(address);
        return exchange.SendAsync(authorization: null);
    }
}
