namespace Auth.Storage.InMemory;

/// <summary>What tokens of one client have in common: scopes, audience, user. Most clients ask for the same each time and share one.</summary>
/// <param name="owner">The client's tokens.</param>
/// <param name="template">A token of the kind.</param>
internal sealed class TokenKind(TokenOwner owner, AccessToken template)
{
    public TokenOwner Owner { get; } = owner;

    public AccessToken Template { get; } = template;

    public bool Fits(AccessToken token) =>
        Template.Scopes.AsSpan().SequenceEqual(token.Scopes.AsSpan())
        && Template.Audience.AsSpan().SequenceEqual(token.Audience.AsSpan())
        && string.Equals(Template.KeyThumbprint, token.KeyThumbprint, StringComparison.Ordinal)
        && string.Equals(Template.Subject, token.Subject, StringComparison.Ordinal)
        && string.Equals(Template.AuthorizationId, token.AuthorizationId, StringComparison.Ordinal);
}
