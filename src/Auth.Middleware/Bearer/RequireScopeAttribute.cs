using System.Collections.Immutable;
using Auth.Token;

namespace Auth.Bearer;

/// <summary>Asks for an access token with all the given scopes; with none given, for any valid token.</summary>
/// <remarks>A caller without a token is answered 401, one without a scope 403 <c>insufficient_scope</c> (RFC 6750 section 3.1).</remarks>
/// <param name="scopes">The scopes, compared ordinally.</param>
/// <exception cref="ArgumentException">One of them is not the name of a scope.</exception>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireScopeAttribute(params string[] scopes) : Attribute
{
    /// <summary>The scopes.</summary>
    public ImmutableArray<string> Scopes { get; } = [.. scopes.Select(Checked)];

    private static string Checked(string scope) =>
        ScopeSet.IsScope(scope)
            ? scope
            : throw new ArgumentException($"'{scope}' is no scope (RFC 6749 section 3.3).", nameof(scope));
}
