namespace Auth.Storage;

/// <summary>A client secret as it is stored: a versioned hash such as <c>v1$sha256$...</c>, never the secret itself.</summary>
/// <remarks>The format names its algorithm, so an imported secret can carry a slow hash beside generated ones.</remarks>
/// <param name="Value">The versioned text: version, algorithm, parameters and digest, separated by <c>$</c>.</param>
public readonly record struct SecretHash(string Value)
{
    /// <summary>The version and algorithm only: a hash does not belong in a log either.</summary>
    public override string ToString() =>
        Value is null || Value.IndexOf('$', StringComparison.Ordinal) < 0
            ? "***"
            : string.Concat(Value.AsSpan(0, Value.LastIndexOf('$')), "$***");
}
