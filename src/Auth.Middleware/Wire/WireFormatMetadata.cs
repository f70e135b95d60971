namespace Auth.Wire;

/// <summary>Endpoint metadata: which wire format words the endpoint's refusals.</summary>
internal sealed record WireFormatMetadata(Type Format);

/// <summary>Endpoint metadata: the endpoint reads <c>Authorization</c> itself, so a bearer token on it is not looked at.</summary>
internal sealed record NoBearerMetadata;
