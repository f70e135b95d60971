namespace Auth.Storage.EfCore;

/// <summary>A report with each row named once, in one order for all writers so that two nodes never wait for each other.</summary>
internal sealed record UsageBatch(
    IReadOnlyList<UsageRow> Days,
    IReadOnlyList<ClientUseRow> Clients,
    IReadOnlyList<SecretUseRow> Secrets
)
{
    /// <summary>All clients of the batch.</summary>
    public IEnumerable<string> ClientIds =>
        Clients
            .Select(use => use.ClientId)
            .Concat(Secrets.Select(use => use.ClientId))
            .Distinct(StringComparer.Ordinal);

    public static UsageBatch From(IReadOnlyList<UsageDelta> usage, IReadOnlyList<SecretUse> secrets) =>
        new(
            [
                .. usage
                    .GroupBy(delta => (delta.ClientId, delta.Day))
                    .OrderBy(group => group.Key.ClientId, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Day)
                    .Select(group => new UsageRow
                    {
                        ClientId = group.Key.ClientId,
                        Day = group.Key.Day,
                        Allowed = group.Sum(delta => delta.Allowed),
                        Refused = group.Sum(delta => delta.Refused),
                    }),
            ],
            [
                .. usage
                    .GroupBy(delta => delta.ClientId, StringComparer.Ordinal)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new ClientUseRow
                    {
                        ClientId = group.Key,
                        LastUsedAt = group.Max(delta => delta.LastUsedAt),
                    }),
            ],
            [
                .. secrets
                    .GroupBy(use => (use.ClientId, use.SecretId))
                    .OrderBy(group => group.Key.ClientId, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.SecretId, StringComparer.Ordinal)
                    .Select(group => new SecretUseRow
                    {
                        ClientId = group.Key.ClientId,
                        SecretId = group.Key.SecretId,
                        LastUsedAt = group.Max(use => use.LastUsedAt),
                    }),
            ]
        );
}
