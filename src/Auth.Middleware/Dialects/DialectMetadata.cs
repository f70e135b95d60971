namespace Auth.Dialects;

/// <summary>Endpoint metadata: which dialect mapped the endpoint.</summary>
internal sealed record DialectMetadata(string Name);
