namespace Auth.Admin;

/// <summary>Endpoint metadata: an operator's endpoint, which must not be open.</summary>
/// <param name="MappedBy">The method that the host has called for it.</param>
internal sealed record AdminMetadata(string MappedBy);
