namespace Auth.Storage.InMemory;

/// <summary>A client that has tokens.</summary>
internal sealed class TokenOwner(string clientId)
{
    private TokenKind? _latest;

    public string ClientId { get; } = clientId;

    /// <summary>Its tokens, in the order they were added.</summary>
    public TokenChain<OfClient> Tokens { get; } = new();

    /// <summary>The kind of a token: the latest one, or a new one.</summary>
    public TokenKind KindOf(AccessToken token) =>
        _latest is { } known && known.Fits(token) ? known : _latest = new TokenKind(this, token);
}
