using System.Collections.Concurrent;
using Auth.Mail;

namespace Auth.OAuth;

/// <summary>A mail server that remembers what it was handed.</summary>
internal sealed class MailSink : IEmailSender
{
    private readonly ConcurrentQueue<EmailMessage> _sent = new();

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<EmailMessage> Sent => [.. _sent];

    public Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        _sent.Enqueue(message);
        return Task.CompletedTask;
    }
}
