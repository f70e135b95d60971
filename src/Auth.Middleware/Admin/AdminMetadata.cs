namespace Auth.Admin;

/// <summary>Endpoint metadata: an operator's endpoint, which must not be open.</summary>
internal sealed record AdminMetadata;
