using Shouldly;

namespace Auth.Storage.Contracts;

/// <summary>Compares clients by value, lists included.</summary>
public static class ClientAssertions
{
    /// <summary>Whether a stored client is the expected one.</summary>
    public static void ShouldMatch(this Client? actual, Client expected)
    {
        actual.ShouldNotBeNull();
        actual.Scopes.ToArray().ShouldBe(expected.Scopes.ToArray());
        actual.GrantTypes.ToArray().ShouldBe(expected.GrantTypes.ToArray());
        actual.Secrets.ToArray().ShouldBe(expected.Secrets.ToArray());
        actual.RedirectUris.ToArray().ShouldBe(expected.RedirectUris.ToArray());
        actual
            .Limits.OrderBy(limit => limit.Key, StringComparer.Ordinal)
            .ShouldBe(expected.Limits.OrderBy(limit => limit.Key, StringComparer.Ordinal));
        (actual.Access is null).ShouldBe(expected.Access is null);
        actual.Access?.Roles.ToArray().ShouldBe(expected.Access!.Roles.ToArray());
        actual.Access?.Resources.ToArray().ShouldBe(expected.Access!.Resources.ToArray());
        actual.Access?.Type.ShouldBe(expected.Access!.Type);
        actual.Access?.Data.ShouldBe(expected.Access!.Data);
        (
            actual with
            {
                Scopes = expected.Scopes,
                GrantTypes = expected.GrantTypes,
                Secrets = expected.Secrets,
                Limits = expected.Limits,
                Access = expected.Access,
                RedirectUris = expected.RedirectUris,
            }
        ).ShouldBe(expected);
    }
}
