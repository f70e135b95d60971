using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Storage;

namespace Auth.Portal.Registering;

/// <summary>The new application's credentials, this once, and what to do next.</summary>
internal static class RegisteredPage
{
    /// <summary>Draws it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="path">The path of its page; <see langword="null"/> when the visitor may not see it.</param>
    public static PageContent Render(Client client, string secret, string? path)
    {
        var mail = client.Verified
            ? Html.Empty
            : Parts.Card(PageText.PortalCheckMail, Html.Of($"<p class=\"soft\">{PageText.PortalCheckMailText}</p>"));
        var next = path is null
            ? Html.Empty
            : Html.Of(
                $"<p class=\"actions\"><a class=\"button\" href=\"{path}\">{PageText.PortalToApplication}</a></p>"
            );
        var main = Html.Of(
            $"""
            {Parts.Head(Words.Fill(PageText.PortalRegistered, client.Name), Html.Text(PageText.PortalRegisteredLead))}
            <section class="card"><h2>{PageText.PortalCredentials}</h2><p class="notice warn">{PageText.PortalSecretOnce}</p>
            {Parts.Copyable("client_id", PageText.PortalClientId, client.Id)}
            {Parts.Copyable("client_secret", PageText.PortalClientSecret, secret)}</section>
            {mail}{next}
            """
        );
        return new PageContent(PageText.PortalCredentials, main);
    }
}
