using Auth.Admin;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;

namespace Auth.Dashboard.Clients;

/// <summary>The secrets of a client by date; while several live, each can be ended alone.</summary>
internal static class SecretTable
{
    public static Html Render(IReadOnlyList<SecretView> secrets, ClientForms forms, DateTimeOffset now)
    {
        if (secrets.Count == 0)
        {
            return Html.Of($"<p class=\"soft\">{PageText.DashNone}</p>");
        }

        var canEnd = secrets.Count(IsLive) > 1;
        Column[] actions = canEnd ? [PageText.DashDo] : [];
        return Parts.Table(
            PageText.DashSecrets,
            [PageText.DashSecret, PageText.DashCreated, PageText.DashEnds, PageText.DashLastUsed, .. actions],
            secrets.Select(secret =>
            {
                var end = !canEnd
                    ? Html.Empty
                    : Html.Of($"<td>{(IsLive(secret) ? forms.EndSecret(secret.Id) : default)}</td>");
                return Html.Of(
                    $"<tr><th scope=\"row\"><code>{secret.Id}</code></th><td>{Words.Moment(secret.CreatedAt)}</td><td>{Optional(secret.ExpiresAt)}</td><td>{Optional(secret.LastUsedAt)}</td>{end}</tr>"
                );
            })
        );

        bool IsLive(SecretView secret) => secret.ExpiresAt is null || now < secret.ExpiresAt;
    }

    private static Html Optional(DateTimeOffset? at) =>
        at is { } time ? Words.Moment(time) : Html.Text(PageText.DashNever);
}
