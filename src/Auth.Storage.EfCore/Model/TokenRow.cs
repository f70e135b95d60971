namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthTokens</c>.</summary>
internal sealed class TokenRow
{
    public required byte[] Hash { get; set; }
    public required string ClientId { get; set; }
    public required string Scopes { get; set; }
    public DateTimeOffset IssuedAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public string? Audience { get; set; }
    public string? KeyThumbprint { get; set; }
    public string? Subject { get; set; }
    public string? AuthorizationId { get; set; }

    public static TokenRow From(AccessToken token) =>
        new()
        {
            Hash = token.Hash.ToArray(),
            ClientId = token.ClientId,
            Scopes = StorageJson.Write(token.Scopes),
            IssuedAt = token.IssuedAt,
            ExpiresAt = token.ExpiresAt,
            Audience = token.Audience.IsEmpty ? null : StorageJson.Write(token.Audience),
            KeyThumbprint = token.KeyThumbprint,
            Subject = token.Subject,
            AuthorizationId = token.AuthorizationId,
        };

    public AccessToken ToToken() =>
        new(new TokenHash(Hash), ClientId, [.. StorageJson.ReadWords(Scopes)], IssuedAt, ExpiresAt)
        {
            Audience = Audience is null ? [] : [.. StorageJson.ReadWords(Audience)],
            KeyThumbprint = KeyThumbprint,
            Subject = Subject,
            AuthorizationId = AuthorizationId,
        };
}
