using System.Globalization;
using Auth.CommandLine.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Auth.CommandLine.Clients;

/// <summary>Clients for people: a table, a card, a chart.</summary>
internal static class ClientPictures
{
    private const int GaugeWidth = 20;

    /// <summary>Many clients.</summary>
    public static IRenderable Table(IEnumerable<ClientRecord> clients)
    {
        var table = Cells.Table("client_id", "name", "tier", "state", "e-mail", "since");
        table.Columns[0].NoWrap();
        foreach (var client in clients)
        {
            table.AddRow(
                Cells.Of(client.ClientId),
                Cells.Of(client.Name),
                Cells.Of(client.Limits.Count == 0 ? client.Tier : client.Tier + " *"),
                State(client),
                Cells.Of(client.Email),
                Cells.Aside(Cells.When(client.CreatedAt))
            );
        }

        return table.Rows.Count == 0 ? new Text("No clients.") : table;
    }

    /// <summary>One client with all that is known.</summary>
    public static IRenderable Card(ClientRecord client)
    {
        var facts = Cells.Facts();
        facts.Add("client_id", client.ClientId);
        facts.Add("name", client.Name);
        facts.Add("description", client.Description);
        facts.Add("e-mail", client.Email);
        facts.AddRow(Cells.Aside("state"), State(client));
        facts.Add("tier", client.Tier);
        facts.Add("own limits", string.Join(", ", client.Limits.Select(limit => $"{limit.Key} {limit.Value}")));
        facts.Add("scopes", string.Join(' ', client.Scopes));
        facts.Add("access type", client.AccessType);
        facts.Add("resource server", client.ResourceServer ? "yes" : null);
        facts.Add("registered", Cells.When(client.CreatedAt));
        facts.Add("lapses", Cells.When(client.LapsesAt));
        facts.Add("live tokens", client.LiveTokens?.ToString(CultureInfo.InvariantCulture));
        facts.Add(
            "last used",
            client.Usage is null ? null
                : Cells.When(client.Usage.LastUsedAt) is { Length: > 0 } used ? used
                : "never"
        );
        return new Rows([facts, .. client.Secrets.Count == 0 ? [] : (IRenderable[])[Secrets(client)], Usage(client)]);
    }

    /// <summary>Windows as gauges and days as bars.</summary>
    public static IRenderable Usage(ClientRecord client)
    {
        List<IRenderable> rows = [];
        if (client.Windows.Count > 0)
        {
            var windows = Cells.Table("window", "rate", "used", "left", "", "whole again in");
            foreach (var window in client.Windows)
            {
                windows.AddRow(
                    Cells.Of(window.Name),
                    Cells.Of(window.Rate),
                    Cells.Of(window.Used),
                    Cells.Of(window.Remaining),
                    Gauge(window.Used, window.Used + window.Remaining),
                    Cells.Aside($"{window.ResetSeconds} s")
                );
            }

            rows.Add(windows);
        }

        if (client.Usage is { Days.Count: > 0 } usage)
        {
            var most = usage.Days.Max(day => day.Allowed + day.Refused);
            var days = Cells.Table("day", "allowed", "refused", "");
            foreach (var day in usage.Days.OrderByDescending(day => day.Day))
            {
                days.AddRow(
                    Cells.Of(day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                    Cells.Of(day.Allowed),
                    Cells.Of(day.Refused),
                    Gauge(day.Allowed + day.Refused, most)
                );
            }

            rows.Add(days);
        }

        return rows.Count == 0 ? new Text("Nothing used yet.") : new Rows(rows);
    }

    private static Table Secrets(ClientRecord client)
    {
        var table = Cells.Table("secret", "issued", "ends", "last used");
        foreach (var secret in client.Secrets)
        {
            table.AddRow(
                Cells.Of(secret.Id),
                Cells.Of(Cells.When(secret.CreatedAt)),
                Cells.Of(Cells.When(secret.ExpiresAt)),
                Cells.Of(Cells.When(secret.LastUsedAt))
            );
        }

        return table;
    }

    private static Text State(ClientRecord client) =>
        new(
            client.State,
            new Style(
                client.Disabled ? Color.Red
                : client.Verified ? Color.Green
                : Color.Yellow
            )
        );

    private static Text Gauge(long part, long whole)
    {
        var filled = whole == 0 ? 0 : (int)Math.Ceiling((double)part * GaugeWidth / whole);
        return new Text(
            new string('█', filled) + new string('░', GaugeWidth - filled),
            new Style(filled == GaugeWidth ? Color.Red : Color.Green)
        );
    }
}
