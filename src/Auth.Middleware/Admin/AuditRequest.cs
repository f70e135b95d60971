using System.Globalization;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Admin;

/// <summary>An operator's question to the audit log, read from a query: <c>client</c>, <c>kind</c>, <c>actor</c>, <c>from</c>, <c>to</c>, <c>after</c>, <c>limit</c>.</summary>
internal static class AuditRequest
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;
    private const int MaxText = 200;

    /// <summary>What a question must look like, for messages.</summary>
    public static readonly string Expected =
        $"client, kind and actor must be plain text, from and to dates such as 2026-11-26 or 2026-11-26T12:00:00Z, "
        + $"after the next of the page before, and limit 1 to {MaxLimit}.";

    /// <summary>Reads a question; fields that are empty are left out.</summary>
    /// <returns><see langword="null"/> when a field is wrong.</returns>
    public static AuditQuery? Read(IQueryCollection query)
    {
        var sound =
            TryText(query["client"], out var client)
            & TryText(query["kind"], out var kind)
            & TryText(query["actor"], out var actor)
            & TryTime(query["from"], out var from)
            & TryTime(query["to"], out var to)
            & TryPosition(query["after"], out var after)
            & TryLimit(query["limit"], out var limit);
        return sound
            ? new AuditQuery
            {
                ClientId = client,
                Kind = kind,
                Actor = actor,
                From = from,
                To = to,
                After = after,
                Limit = limit,
            }
            : null;
    }

    /// <summary>The text of a place in the log, for <c>after</c>.</summary>
    public static string Text(AuditPosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.At.UtcTicks}.{position.Id}");

    /// <summary>Where a page ends; <see langword="null"/> behind the last page.</summary>
    public static string? Next(IReadOnlyList<AuditEntry> page, AuditQuery query) =>
        page.Count == query.Limit ? Text(new AuditPosition(page[^1].At, page[^1].Id)) : null;

    private static bool TryText(string? text, out string? value)
    {
        value = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        return value is null || (value.Length <= MaxText && !value.Contains('\0', StringComparison.Ordinal));
    }

    private static bool TryTime(string? text, out DateTimeOffset? value)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        if (
            !DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
        {
            return false;
        }

        value = time;
        return true;
    }

    private static bool TryPosition(string? text, out AuditPosition? value)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (
            dot < 1
            || text.Length > MaxText
            || text.Contains('\0', StringComparison.Ordinal)
            || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
        )
        {
            return false;
        }

        value = new AuditPosition(new DateTimeOffset(ticks, TimeSpan.Zero), text[(dot + 1)..]);
        return true;
    }

    private static bool TryLimit(string? text, out int value)
    {
        value = DefaultLimit;
        return string.IsNullOrEmpty(text)
            || (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                && value is >= 1 and <= MaxLimit
            );
    }
}
