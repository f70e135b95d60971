using System.Collections.Immutable;

namespace Auth.Testing;

/// <summary>A client that a host's test wants to be.</summary>
public sealed record TestClient
{
    /// <summary>The application's name.</summary>
    /// <value>The default is <c>Test client</c>.</value>
    public string Name { get; init; } = "Test client";

    /// <summary>The rate-limit tier.</summary>
    /// <value>The default is <c>standard</c>.</value>
    public string Tier { get; init; } = "standard";

    /// <summary>The scopes of the client and of its token.</summary>
    /// <value>The default is none.</value>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>Whether the client's address is confirmed; unconfirmed clients are limited like anonymous callers.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Verified { get; init; } = true;

    /// <summary>How long the token lives.</summary>
    /// <value>The default is one hour.</value>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);
}
