using System.Collections.Concurrent;
using System.Threading.Channels;
using Auth.Mail;

namespace Auth.Rig;

/// <summary>A mail server that remembers what it was handed and can be told to fail or to hang.</summary>
internal sealed class RecordingEmailSender : IEmailSender
{
    private readonly ConcurrentQueue<EmailMessage> _sent = new();
    private readonly Channel<EmailMessage> _attempts = Channel.CreateUnbounded<EmailMessage>();

    /// <summary>What was accepted, in order.</summary>
    public IReadOnlyList<EmailMessage> Sent => [.. _sent];

    /// <summary>Says what becomes of a message: <see langword="null"/> accepts it, an exception refuses it.</summary>
    public Func<EmailMessage, Exception?> Refuse { get; set; } = static _ => null;

    /// <summary>Whether every attempt waits for ever and does not listen to its cancellation.</summary>
    public bool Hangs { get; set; }

    /// <summary>Waits, in real time, for the next attempt, whatever became of it.</summary>
    public async Task<EmailMessage> NextAttemptAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _attempts.Reader.ReadAsync(deadline.Token);
    }

    public Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (Hangs)
            {
                return new TaskCompletionSource().Task;
            }

            if (Refuse(message) is { } error)
            {
                return Task.FromException(error);
            }

            _sent.Enqueue(message);
            return Task.CompletedTask;
        }
        finally
        {
            _attempts.Writer.TryWrite(message);
        }
    }
}
