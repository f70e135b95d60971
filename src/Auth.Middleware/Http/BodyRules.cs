namespace Auth.Http;

/// <summary>How an endpoint reads bodies. What is not said is refused.</summary>
/// <param name="Formats">The media types it reads.</param>
internal sealed record BodyRules(BodyFormats Formats)
{
    /// <summary>How a body without a media type is read.</summary>
    public BodyFormats Untyped { get; init; }

    /// <summary>How a body of another media type is read.</summary>
    public BodyFormats Foreign { get; init; }

    /// <summary>Whether a body of another media type counts as none.</summary>
    public bool SkipsForeign { get; init; }

    /// <summary>Whether parameters may be repeated: the last value counts, and names that end in <c>[]</c> keep them all.</summary>
    public bool AllowsRepeats { get; init; }
}
