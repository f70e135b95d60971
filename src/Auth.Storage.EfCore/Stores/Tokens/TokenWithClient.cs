namespace Auth.Storage.EfCore;

/// <summary>One row of the join that a look-up reads.</summary>
internal sealed class TokenWithClient
{
    public required TokenRow Token { get; init; }
    public required ClientRow Client { get; init; }

    public TokenLookup ToLookup() => new(Token.ToToken(), Client.ToClient());
}
