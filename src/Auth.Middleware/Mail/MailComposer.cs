using System.Globalization;
using Auth.Contacts;
using Auth.Credentials;
using Auth.Hosting;
using Auth.Storage;
using Auth.Verification;
using Microsoft.Extensions.Options;

namespace Auth.Mail;

/// <summary>Turns an outbox message into a mail, making the link only now. Only an operator's note is free text; nothing that a developer wrote gets in.</summary>
internal sealed class MailComposer(
    IClientStore clients,
    ITierRequestStore requests,
    EmailVerifier verifier,
    EmailSealer sealer,
    PublicUrl publicUrl,
    IEnumerable<IVerificationLink> links,
    IEnumerable<IOwedMail> others,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    /// <summary>Finds out to whom a message goes.</summary>
    /// <returns>The client and its address, or <see langword="null"/> when nobody is left to write to.</returns>
    public async ValueTask<(Client Client, EmailAddress To)?> AddressAsync(
        OutboxMessage message,
        CancellationToken cancellationToken
    )
    {
        var client = await clients.FindAsync(message.ClientId, cancellationToken);
        return client?.Email is { } email && sealer.Open(email) is { } text && EmailAddress.TryParse(text) is { } to
            ? (client, to)
            : null;
    }

    /// <summary>Writes the mail.</summary>
    /// <returns>The mail, or <see langword="null"/> when it is no longer owed.</returns>
    public async ValueTask<EmailMessage?> ComposeAsync(
        OutboxMessage message,
        Client client,
        EmailAddress to,
        CancellationToken cancellationToken
    ) =>
        message.Kind switch
        {
            OutboxKinds.EmailVerification when !client.Verified => await VerificationAsync(
                message,
                client,
                to,
                cancellationToken
            ),
            OutboxKinds.TierDecision
                when message.Reference is { } id && await requests.FindAsync(id, cancellationToken) is { } request =>
                Decision(request, to),
            var kind when others.FirstOrDefault(mail => mail.Kind == kind) is { } mail => await mail.ComposeAsync(
                message,
                client,
                to,
                cancellationToken
            ),
            _ => null,
        };

    private async ValueTask<EmailMessage> VerificationAsync(
        OutboxMessage message,
        Client client,
        EmailAddress to,
        CancellationToken cancellationToken
    )
    {
        var link = links.First(link => link.Dialect == message.Reference);
        var code = await verifier.CreateCodeAsync(client, cancellationToken);
        var hours = options.CurrentValue.Verification.LinkLifetime.TotalHours.ToString(
            "0.#",
            CultureInfo.InvariantCulture
        );
        return new EmailMessage(
            to.Value,
            "Verify your API credentials",
            $"""

            To verify your {link.ProductName} credentials, click on the following link:

            {publicUrl.For(link.PathFor(code))}

            The link works for {hours} hours. Until you follow it, your application has the rate limits of an anonymous user.

            If you believe you received this message in error, please disregard it.

            """.ReplaceLineEndings("\n")
        );
    }

    private static EmailMessage Decision(TierRequest request, EmailAddress to)
    {
        var approved = request.Status == TierRequestStatus.Approved;
        var answer = approved
            ? $"Your request for the rate limit tier \"{request.Tier}\" was approved. It applies from your next request on."
            : $"Your request for the rate limit tier \"{request.Tier}\" was declined. Your present limits stay as they are.";
        var note = string.IsNullOrWhiteSpace(request.Note) ? "" : $"\n{request.Note.Trim().ReplaceLineEndings("\n")}\n";
        return new EmailMessage(
            to.Value,
            approved ? "Your new rate limit is active" : "Your request for a higher rate limit",
            $"\n{answer}\n{note}"
        );
    }
}
