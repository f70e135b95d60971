using Auth.Contacts;
using Auth.Storage;

namespace Auth.Mail;

/// <summary>A kind of mail that a feature words itself.</summary>
internal interface IOwedMail
{
    /// <summary>The kind, as <see cref="OutboxMessage.Kind"/> names it.</summary>
    string Kind { get; }

    /// <summary>Writes the mail; links are made only now.</summary>
    /// <param name="message">What is owed.</param>
    /// <param name="client">The client it is about.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The mail, or <see langword="null"/> when it is no longer owed.</returns>
    ValueTask<EmailMessage?> ComposeAsync(
        OutboxMessage message,
        Client client,
        EmailAddress to,
        CancellationToken cancellationToken
    );
}
