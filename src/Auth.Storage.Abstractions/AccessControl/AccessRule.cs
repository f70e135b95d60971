namespace Auth.Storage;

/// <summary>What one type of access is limited to; a rule without limits allows everything.</summary>
/// <param name="Filter">Which documents, as the text of a JSON object that the host interprets; <see langword="null"/> for all.</param>
/// <param name="Fields">Which fields, as the text of a JSON object of names to 1 (only these) or to 0 (all but these); <see langword="null"/> for all.</param>
public sealed record AccessRule(string? Filter = null, string? Fields = null)
{
    /// <summary>Access without limits.</summary>
    public static AccessRule Full { get; } = new();

    /// <summary>Whether nothing limits it.</summary>
    public bool IsFull => Filter is null && Fields is null;
}
