using System.Numerics;

namespace Auth.Bearer.Sessions;

/// <summary>A bounded table from fingerprint to session: sets of eight, read without locks, in pages that are made when they are first needed.</summary>
/// <remarks>
/// A token takes 37 bytes here and no object of its own: tokens that say the same share a session. Nothing ever grows or moves, so a table that
/// fills up stops nobody. A reader that meets a writer in its set looks again.
/// </remarks>
internal sealed class SessionCache
{
    private const int Stripes = 64;
    private const int MaxSetsOfPage = 128;

    private readonly SessionSet[]?[] _pages;
    private readonly Lock[] _locks = [.. Enumerable.Range(0, Stripes).Select(_ => new Lock())];
    private readonly int _setsOfPage;
    private readonly uint _mask;

    public SessionCache(int capacity)
    {
        var sets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, SessionSet.Ways) / SessionSet.Ways);
        _mask = (uint)sets - 1;
        _setsOfPage = Math.Min(sets, MaxSetsOfPage);
        _pages = new SessionSet[]?[sets / _setsOfPage];
    }

    /// <summary>Finds a session that may still be answered.</summary>
    public TokenSession? Find(TokenFingerprint fingerprint, long now)
    {
        var set = (int)((uint)fingerprint.Low & _mask);
        return Volatile.Read(ref _pages[set / _setsOfPage]) is { } page
            ? page[set & (_setsOfPage - 1)].Find(fingerprint, now)
            : null;
    }

    /// <summary>Puts a session in, over the one of the same token, a free or outlived one, or the one that ends first.</summary>
    /// <param name="fingerprint">The token.</param>
    /// <param name="session">What is known of it.</param>
    /// <param name="validUntil">Until when it may be answered from memory, on the monotonic clock; the token's own end is never later.</param>
    /// <param name="now">The time.</param>
    public void Put(TokenFingerprint fingerprint, TokenSession session, long validUntil, long now)
    {
        var set = (int)((uint)fingerprint.Low & _mask);
        ref var place = ref _pages[set / _setsOfPage];
        var page = Volatile.Read(ref place) ?? Create(ref place);
        lock (_locks[set % Stripes])
        {
            page[set & (_setsOfPage - 1)].Put(new SessionSlot(fingerprint, session, validUntil), now);
        }
    }

    private SessionSet[] Create(ref SessionSet[]? place)
    {
        var created = new SessionSet[_setsOfPage];
        return Interlocked.CompareExchange(ref place, created, null) ?? created;
    }
}
