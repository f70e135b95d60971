namespace Auth.Bench;

/// <summary>One run of a section: where its findings go, and how much time it may take.</summary>
/// <param name="Report">Where the findings go.</param>
/// <param name="IsQuick">Whether short and rough figures are enough.</param>
internal sealed record Run(Report Report, bool IsQuick)
{
    /// <summary>The full size of something, or the size for a quick run.</summary>
    public T Pick<T>(T full, T quick) => IsQuick ? quick : full;
}
