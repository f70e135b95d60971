namespace Auth.Storage.InMemory;

/// <summary>What an operator's search means.</summary>
internal static class ClientSearch
{
    /// <summary>Whether a client belongs on the pages of a search.</summary>
    public static bool Matches(this ClientQuery query, Client client) =>
        (query.Owner is null || string.Equals(client.Owner, query.Owner, StringComparison.Ordinal))
        && MatchesText(query, client);

    private static bool MatchesText(ClientQuery query, Client client) =>
        query.Text is null
        || string.Equals(client.Id, query.Text, StringComparison.Ordinal)
        || (query.NormalizedText is { } text && client.NormalizedName.Contains(text, StringComparison.Ordinal))
        || (client.Email is { } email && query.EmailLookupKeys.Contains(email.LookupKey, StringComparer.Ordinal));
}
