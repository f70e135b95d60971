using System.Runtime.InteropServices;

namespace Auth.Storage.InMemory;

/// <summary>A token at rest: a place in an array and no object of its own, so that millions cost the garbage collector nothing.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct TokenRecord
{
    public TokenHash Hash;
    public TokenKind Kind;
    public long IssuedTicks;

    /// <summary>The end; 0 when there is none.</summary>
    public long ExpiryTicks;

    public TokenLink OfClient;
    public TokenLink OfExpiry;

    public readonly bool HasExpired(DateTimeOffset now) => ExpiryTicks != 0 && ExpiryTicks <= now.UtcTicks;

    public readonly AccessToken ToToken() =>
        Kind.Template with
        {
            Hash = Hash,
            IssuedAt = new DateTimeOffset(IssuedTicks, TimeSpan.Zero),
            ExpiresAt = ExpiryTicks == 0 ? null : new DateTimeOffset(ExpiryTicks, TimeSpan.Zero),
        };
}

/// <summary>The neighbours of a record in a chain, by number; 0 is none.</summary>
internal struct TokenLink
{
    public int Previous;
    public int Next;
}
