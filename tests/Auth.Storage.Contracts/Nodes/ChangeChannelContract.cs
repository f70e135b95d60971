using System.Threading.Channels;
using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IChangeChannel"/> promises.</summary>
public abstract class ChangeChannelContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A channel of a node; each call makes another node over the same server.</summary>
    protected abstract ValueTask<IChangeChannel> OpenAsync();

    [Fact]
    public async Task A_notice_reaches_every_node_and_its_sender()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        using var stop = new CancellationTokenSource();
        var (here, there) = (Channel.CreateUnbounded<string>(), Channel.CreateUnbounded<string>());
        var listening = Task.WhenAll(
            first.ListenAsync(notice => here.Writer.TryWrite(notice), stop.Token),
            second.ListenAsync(notice => there.Writer.TryWrite(notice), stop.Token)
        );
        await HearsAsync(first, here);
        await HearsAsync(second, there);

        await first.PublishAsync("c client-1 x", default);

        (await NextAsync(here, "c client-1 x")).ShouldBeTrue();
        (await NextAsync(there, "c client-1 x")).ShouldBeTrue();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(listening.WaitAsync(Patience));
    }

    private static async Task HearsAsync(IChangeChannel channel, Channel<string> heard)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var turn = 0; turn < 200 && heard.Reader.Count == 0; turn++)
        {
            await channel.PublishAsync("hello", default);
            await poll.WaitForNextTickAsync();
        }
    }

    private static async Task<bool> NextAsync(Channel<string> heard, string expected)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await foreach (var notice in heard.Reader.ReadAllAsync(deadline.Token))
        {
            if (notice == expected)
            {
                return true;
            }
        }

        return false;
    }
}
