namespace Auth.Admin;

/// <summary>What became of an operator's order.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Value">What it gave, when it was carried out.</param>
internal readonly record struct DeskOutcome<T>(DeskStatus Status, T? Value = default);

/// <summary>The three ends of an operator's order.</summary>
internal enum DeskStatus
{
    /// <summary>There is no such client.</summary>
    Missing,

    /// <summary>It is carried out.</summary>
    Done,

    /// <summary>Somebody has changed the client since the operator looked at it; nothing was done.</summary>
    Stale,
}
