namespace Auth.Bearer;

/// <summary>The name the host gave the authentication scheme.</summary>
internal sealed record BearerScheme(string Name);
