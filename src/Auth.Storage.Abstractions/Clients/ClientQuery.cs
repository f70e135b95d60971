namespace Auth.Storage;

/// <summary>One page of an operator's search.</summary>
/// <param name="Text">
/// Matches clients whose id equals it or whose <see cref="Client.NormalizedName"/> contains <paramref name="NormalizedText"/>;
/// <see langword="null"/> matches all.
/// </param>
/// <param name="NormalizedText">The search text, folded as names are.</param>
/// <param name="EmailLookupKeys">Also matches clients whose e-mail has one of these look-up keys; there is one a server key.</param>
/// <param name="After">The id of the last client of the page before; <see langword="null"/> for the first page.</param>
/// <param name="Limit">How many clients at the most; 1 to 200.</param>
public sealed record ClientQuery(
    string? Text,
    string? NormalizedText,
    IReadOnlyList<string> EmailLookupKeys,
    string? After,
    int Limit
)
{
    /// <summary>Only clients that this user registered (<see cref="Client.Owner"/>); <see langword="null"/> for all.</summary>
    public string? Owner { get; init; }
}
