using System.Collections.Immutable;

namespace Auth.Bearer;

/// <summary>Asks for an access token with all the given scopes; with none given, for any valid token.</summary>
/// <remarks>A caller without a token is answered 401, one without a scope 403 <c>insufficient_scope</c> (RFC 6750 section 3.1).</remarks>
/// <param name="scopes">The scopes, compared ordinally.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireScopeAttribute(params string[] scopes) : Attribute
{
    /// <summary>The scopes.</summary>
    public ImmutableArray<string> Scopes { get; } = [.. scopes];
}
