namespace Auth;

/// <summary>A protocol failure as a value: what the caller is told, and with which status.</summary>
/// <param name="Code">The <c>error</c> code (RFC 6749 section 5.2 and extensions).</param>
/// <param name="Description">The <c>error_description</c>: printable ASCII without quotes and backslashes.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record OAuthError(string Code, string Description, int Status);
