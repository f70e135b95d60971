using Auth.Contacts;
using Auth.Hosting;
using Auth.Mail;
using Auth.Pages.Text;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Portal.SignIn;

/// <summary>The mail with a link that signs a developer in; the link is made only now.</summary>
internal sealed class SignInMail(
    SignInLinks links,
    PortalMount mount,
    PublicUrl publicUrl,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
) : IOwedMail
{
    /// <summary>A link that could not leave for so long is not waited for any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public string Kind => OutboxKinds.PortalLink;

    public async ValueTask<EmailMessage?> ComposeAsync(
        OutboxMessage message,
        Client client,
        EmailAddress to,
        CancellationToken cancellationToken
    )
    {
        if (!mount.IsMapped || message.CreatedAt + Patience < clock.UtcNow)
        {
            return null;
        }

        var code = await links.CreateCodeAsync(client, cancellationToken);
        var link = publicUrl.For(mount.LocalPathOf($"{PortalRoutes.SignIn}/{code}"));
        var product = options.CurrentValue.Portal.ProductName;
        return new EmailMessage(
            to.Value,
            Words.Fill(PageText.PortalMailSubject, product),
            Words.Fill(PageText.PortalMailBody, product, link, Words.Span(links.Lifetime)).ReplaceLineEndings("\n")
        );
    }
}
