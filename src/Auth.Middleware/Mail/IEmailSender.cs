namespace Auth.Mail;

/// <summary>Delivers mail. A host replaces it by registering its own before <c>AddClientCredentialsAuth</c>.</summary>
public interface IEmailSender
{
    /// <summary>Hands one message over.</summary>
    /// <remarks>Called by one background worker, which tries again later when this throws. The body may hold a link that must not be logged.</remarks>
    Task SendAsync(EmailMessage message, CancellationToken cancellationToken);
}

/// <summary>A plain-text message to one recipient. It contains no text that a developer chose, other than the recipient.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">The subject: ASCII, one line.</param>
/// <param name="Body">The body: plain text, lines ended by <c>\n</c>.</param>
public sealed record EmailMessage(string To, string Subject, string Body)
{
    /// <summary>Shows the subject only: recipient and link do not belong in logs.</summary>
    public override string ToString() => $"EmailMessage {{ Subject = {Subject} }}";
}
