namespace Auth.Storage.EfCore;

/// <summary>Turns an operator's filters into conditions that one index answers.</summary>
internal static class AuditFilter
{
    public static IQueryable<AuditRow> Apply(IQueryable<AuditRow> entries, AuditQuery query)
    {
        if (query.ClientId is { } client)
        {
            entries = entries.Where(entry => entry.ClientId == client);
        }

        if (query.Kind is { } kind)
        {
            entries = entries.Where(entry => entry.Kind == kind);
        }

        if (query.Actor is { } actor)
        {
            entries = entries.Where(entry => entry.Actor == actor);
        }

        if (query.From is { } from)
        {
            entries = entries.Where(entry => entry.At >= from);
        }

        if (query.To is { } to)
        {
            entries = entries.Where(entry => entry.At < to);
        }

        if (query.After is { At: var at, Id: var last })
        {
            // The first half is redundant, but it is what the index can use.
#pragma warning disable CA1309, CA1310, MA0074 // SQL: the database compares, in the order it sorts by.
            entries = entries.Where(entry => entry.At <= at && (entry.At < at || string.Compare(entry.Id, last) < 0));
#pragma warning restore CA1309, CA1310, MA0074
        }

        return entries;
    }
}
