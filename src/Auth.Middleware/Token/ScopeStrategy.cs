using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Auth.Token;

/// <summary>Decides whether scopes that were granted cover scopes that are asked for.</summary>
internal sealed class ScopeStrategy(IOptions<ClientCredentialsAuthOptions> options)
{
    private readonly bool _hierarchical = options.Value.Token.ScopeMatching == ScopeMatching.Hierarchical;

    /// <summary>Whether every scope of <paramref name="wanted"/> is covered by one of <paramref name="held"/>.</summary>
    public bool Covers(ImmutableArray<string> held, ImmutableArray<string> wanted)
    {
        foreach (var scope in wanted)
        {
            if (!Covers(held, scope))
            {
                return false;
            }
        }

        return true;
    }

    private bool Covers(ImmutableArray<string> held, string wanted)
    {
        foreach (var scope in held)
        {
            if (string.Equals(scope, wanted, StringComparison.Ordinal) || (_hierarchical && IsParent(scope, wanted)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>read</c> is the parent of <c>read:x</c>, and not of <c>readx</c>.</summary>
    private static bool IsParent(string scope, string wanted) =>
        wanted.Length > scope.Length
        && wanted[scope.Length] == ':'
        && wanted.StartsWith(scope, StringComparison.Ordinal);
}
