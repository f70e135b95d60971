namespace Auth.TestKit;

/// <summary>A member of a structured list: a string with parameters.</summary>
/// <param name="Value">The string.</param>
/// <param name="Parameters">In their order: <see cref="long"/>, <see cref="string"/>, <see cref="byte"/> array or <see langword="true"/>.</param>
public sealed record StructuredItem(string Value, IReadOnlyDictionary<string, object> Parameters)
{
    /// <summary>An integer parameter; <see langword="null"/> if it is absent.</summary>
    public long? Number(string key) => Parameters.TryGetValue(key, out var value) ? (long)value : null;

    /// <summary>A string parameter; <see langword="null"/> if it is absent.</summary>
    public string? Text(string key) => Parameters.TryGetValue(key, out var value) ? (string)value : null;

    /// <summary>A byte sequence parameter; <see langword="null"/> if it is absent.</summary>
    public byte[]? Bytes(string key) => Parameters.TryGetValue(key, out var value) ? (byte[])value : null;
}
