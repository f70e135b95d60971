using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Storage;

namespace Auth.Dashboard.Audit;

/// <summary>Entries of the audit log as a table; kinds are shown as the filters and files name them.</summary>
internal static class AuditTable
{
    public static Html Render(IReadOnlyList<AuditEntry> entries, Func<string, string> pathOf, bool showsClient)
    {
        if (entries.Count == 0)
        {
            return Html.Of($"<p class=\"empty\">{PageText.DashNoEvents}</p>");
        }

        Column[] client = showsClient ? [PageText.DashClient] : [];
        return Parts.Table(
            PageText.DashNavAudit,
            [
                PageText.DashWhen,
                PageText.DashWhat,
                .. client,
                PageText.DashWho,
                Column.OfNumbers(PageText.DashTimes),
                PageText.DashDetail,
            ],
            entries.Select(entry =>
            {
                var about = !showsClient ? Html.Empty : Html.Of($"<td>{Client(entry, pathOf)}</td>");
                return Html.Of(
                    $"<tr><td>{Words.Moment(entry.At)}</td><td><code>{entry.Kind}</code></td>{about}<td>{entry.Actor}</td><td class=\"num\">{Words.Number(entry.Count)}</td><td>{entry.Detail}</td></tr>"
                );
            })
        );
    }

    private static Html Client(AuditEntry entry, Func<string, string> pathOf) =>
        entry.ClientId is not { } id
            ? Html.Empty
            : Html.Of($"<a class=\"mono\" href=\"{pathOf(DashboardRoutes.ClientPath(id))}\">{id}</a>");
}
