namespace Auth.Storage;

/// <summary>What became of an attempt to take a grant.</summary>
/// <param name="Status">Which of the four it was.</param>
/// <param name="Grant">The grant; <see langword="null"/> only when missing.</param>
public readonly record struct TakeGrantOutcome(TakeGrantStatus Status, Grant? Grant)
{
    /// <summary>The outcome for an unknown code.</summary>
    public static TakeGrantOutcome Missing => default;
}

/// <summary>The four ends of an attempt to take a grant.</summary>
public enum TakeGrantStatus
{
    /// <summary>No such code, or one of another kind.</summary>
    Missing,

    /// <summary>This caller, and no other, has taken it.</summary>
    Taken,

    /// <summary>Somebody took it before.</summary>
    AlreadyUsed,

    /// <summary>It ended unused.</summary>
    Expired,
}
