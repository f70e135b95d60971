using Auth.Contacts;
using Auth.Storage;
using Auth.Telemetry;
using Auth.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Mail;

/// <summary>Sends what the outbox owes. A mail server that is down delays mail and loses none; every node may run one.</summary>
internal sealed class MailDispatcher(
    IOutboxStore outbox,
    MailComposer composer,
    MailLimits limits,
    IEmailSender sender,
    MailSignal signal,
    AuthClock clock,
    ILogger<MailDispatcher> logger
) : BackgroundService
{
    private const int Batch = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long one attempt may take: a sender that hangs must not hold up the mail of others.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a mail is owed. Counted in time, not in attempts: waiting for the mail limits is no failure.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    /// <summary>The waits between attempts; the last one repeats.</summary>
    private static readonly TimeSpan[] Backoff =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
    ];

    /// <summary>Sends what is due now.</summary>
    /// <returns>How many messages were looked at.</returns>
    public async ValueTask<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var leaseEnd = clock.UtcNow + Lease;
        var due = await outbox.ClaimAsync(clock.UtcNow, leaseEnd, Batch, cancellationToken);
        foreach (var message in due)
        {
            if (clock.UtcNow + SendTimeout > leaseEnd)
            {
                // Too little of the lease is left: whoever claims the rest next sends it, and nobody sends it twice.
                break;
            }

            await DispatchAsync(message, cancellationToken);
        }

        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DispatchAsync(stoppingToken) == Batch) { }

                await signal.WaitAsync(Interval, clock.Provider, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The store is down. The worker stays alive and looks again.
                if (e is not StoreUnavailableException)
                {
                    Log.OutboxUnavailable(logger, e);
                }

                await signal.WaitAsync(Interval, clock.Provider, stoppingToken);
            }
        }
    }

    private async ValueTask DispatchAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (
            await composer.AddressAsync(message, cancellationToken) is not { } address
            || message.CreatedAt + MaxAge <= clock.UtcNow
        )
        {
            Log.MailDropped(logger, message.Kind, message.Attempts);
            await outbox.RemoveAsync(message.Id, cancellationToken);
            return;
        }

        if (await limits.DelayAsync(address.To, cancellationToken) is { } delay)
        {
            Log.MailDelayed(logger, message.Kind, delay.TotalSeconds);
            await outbox.RescheduleAsync(message.Id, clock.UtcNow + delay, lastError: null, cancellationToken);
            return;
        }

        await SendAsync(message, address.Client, address.To, cancellationToken);
    }

    private async ValueTask SendAsync(
        OutboxMessage message,
        Client client,
        EmailAddress to,
        CancellationToken cancellationToken
    )
    {
        using var activity = AuthActivities.Start(AuthActivities.Mail);
        try
        {
            if (await composer.ComposeAsync(message, client, to, cancellationToken) is { } mail)
            {
                using var limit = new CancellationTokenSource(SendTimeout, clock.Provider);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
                await sender.SendAsync(mail, stop.Token).WaitAsync(stop.Token);
                Log.MailSent(logger, message.Kind);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            AuthActivities.Fail(activity, e);
            var wait = Backoff[Math.Min(message.Attempts - 1, Backoff.Length - 1)];
            // The type only: messages of mail libraries contain addresses.
            var error = e.GetType().Name;
            Log.MailFailed(logger, message.Kind, error, wait.TotalSeconds);
            await outbox.RescheduleAsync(message.Id, clock.UtcNow + wait, error, cancellationToken);
            return;
        }

        await outbox.RemoveAsync(message.Id, cancellationToken);
    }
}
