using Auth.Bearer.Sessions;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Nodes;

/// <summary>Hears of clients that other nodes changed, and knows when it would not: sessions live longer only while it hears.</summary>
internal sealed class ChangeFeed(
    IChangeChannel? channel,
    ChangeAnnouncer announcer,
    ClientSessions sessions,
    SessionFreshness freshness,
    NodeId node,
    AuthClock clock,
    ILogger<ChangeFeed> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Heartbeats _beats = new(node.Value);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (channel is not null)
        {
            await TryAsync(() => SendAsync(new Notice(Notice.Bye, node.Value, ""), cancellationToken));
        }
    }

    /// <summary>Takes in a notice.</summary>
    internal void Receive(string text)
    {
        if (!Notice.TryRead(text, out var notice))
        {
            return;
        }

        switch (notice.Kind)
        {
            case Notice.Beat when !_beats.Hear(notice.Node, notice.Subject, clock.Milliseconds):
                Missed();
                break;
            case Notice.Bye:
                _beats.Forget(notice.Node);
                break;
            case Notice.Changed when string.Equals(notice.Node, node.Value, StringComparison.Ordinal):
                break;
            case Notice.Changed when string.Equals(notice.Subject, Notice.Everything, StringComparison.Ordinal):
                sessions.InvalidateAll();
                break;
            case Notice.Changed:
                sessions.Invalidate(notice.Subject);
                break;
        }
    }

    /// <summary>Judges the channel.</summary>
    internal void Judge()
    {
        var arrives = _beats.AreRegular(clock.Milliseconds);
        if (arrives == freshness.ChangesArrive)
        {
            return;
        }

        if (arrives)
        {
            freshness.ChangesArrive = true;
            Log.ChangesArrive(logger, channel!.Name);
        }
        else
        {
            Missed();
            Log.ChangesDoNotArrive(logger, channel!.Name);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        channel is null
            ? Task.CompletedTask
            : Task.WhenAll(
                RepeatAsync(ListenAsync, stoppingToken),
                RepeatAsync(BeatAsync, stoppingToken),
                RepeatAsync(announcer.SayAsync, stoppingToken)
            );

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await channel!.ListenAsync(Receive, cancellationToken);
        }
        finally
        {
            _beats.Restart();
            if (!cancellationToken.IsCancellationRequested)
            {
                Judge();
            }
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        for (var number = 0L; ; number++)
        {
            Judge();
            // A beat that could not be sent is a gap that the receivers see.
            await TryAsync(() => SendAsync(Notice.OfBeat(node.Value, number), cancellationToken));
            await Task.Delay(Heartbeats.Interval, clock.Provider, cancellationToken);
        }
    }

    private void Missed()
    {
        // First the flag, so that nothing is kept long that was read before.
        freshness.ChangesArrive = false;
        sessions.InvalidateAll();
    }

    private Task SendAsync(Notice notice, CancellationToken cancellationToken) =>
        channel!
            .PublishAsync(notice.ToString(), cancellationToken)
            .AsTask()
            .WaitAsync(Heartbeats.Interval, cancellationToken);

    private async Task RepeatAsync(Func<CancellationToken, Task> act, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(() => act(stoppingToken));
            if (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(Pause, clock.Provider, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e)
        {
            Log.ChannelFailed(logger, e);
        }
    }
}
