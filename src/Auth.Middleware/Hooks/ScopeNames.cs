using System.Collections.Immutable;
using Auth.Token;

namespace Auth.Hooks;

/// <summary>Checks the scopes that a hook sets: what is stored must be what a client can be told.</summary>
internal static class ScopeNames
{
    public static ImmutableArray<string> Checked(ImmutableArray<string> scopes)
    {
        if (scopes.IsDefault || !scopes.All(ScopeSet.IsScope))
        {
            throw new ArgumentException(
                "A scope has no spaces, quotes or backslashes (RFC 6749 section 3.3).",
                nameof(scopes)
            );
        }

        return scopes;
    }
}
