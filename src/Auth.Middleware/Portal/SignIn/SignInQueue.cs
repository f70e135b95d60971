using System.Threading.Channels;
using Auth.Mail;
using Auth.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Portal.SignIn;

/// <summary>Puts links in the outbox behind the answers: a write that only known addresses cause would tell them apart by its time.</summary>
/// <remarks>What a process that dies has not written yet is lost; whoever waits for a link asks again.</remarks>
internal sealed class SignInQueue(IOutboxStore outbox, MailSignal signal, ILogger<SignInQueue> logger)
    : BackgroundService
{
    private const int Capacity = 1_000;

    private readonly Channel<OutboxMessage> _waiting = Channel.CreateBounded<OutboxMessage>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    /// <summary>Adds a link; one too many is dropped.</summary>
    public void Add(OutboxMessage message) => _waiting.Writer.TryWrite(message);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var message in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await StoreAsync(message, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async ValueTask StoreAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await outbox.AddAsync(message, cancellationToken);
            signal.Raise();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SignInLinkLost(logger, e);
        }
    }
}
