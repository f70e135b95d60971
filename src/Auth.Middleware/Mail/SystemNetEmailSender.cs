using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace Auth.Mail;

/// <summary>Delivers through a mail server or, for trying out, into a directory.</summary>
internal sealed class SystemNetEmailSender(IOptionsMonitor<ClientCredentialsAuthOptions> options) : IEmailSender
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue.Mail;
        using var client = CreateClient(settings);
        using var mail = new MailMessage(settings.From, message.To)
        {
            Subject = message.Subject,
            Body = message.Body,
            BodyEncoding = Ascii.IsValid(message.Body) ? Encoding.ASCII : Encoding.UTF8,
            // Seven bits keep links in one piece for people who read the raw file.
            BodyTransferEncoding = Ascii.IsValid(message.Body) ? TransferEncoding.SevenBit : TransferEncoding.Base64,
        };

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        await client.SendMailAsync(mail, limit.Token);
    }

    private static SmtpClient CreateClient(MailOptions settings)
    {
        if (settings.PickupDirectory is { Length: > 0 } directory)
        {
            return new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = Directory.CreateDirectory(directory).FullName,
            };
        }

        var smtp = settings.Smtp;
        return new SmtpClient(smtp.Host, smtp.Port)
        {
            EnableSsl = smtp.Tls,
            Credentials = smtp.User is { Length: > 0 } user ? new NetworkCredential(user, smtp.Password) : null,
        };
    }
}
