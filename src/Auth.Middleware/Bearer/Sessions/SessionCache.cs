using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Auth.Bearer.Sessions;

/// <summary>A bounded table from fingerprint to session: sets of eight, read without locks, never grown, never rehashed.</summary>
/// <remarks>
/// An array of 32-bit tags stands beside the sessions, so a look-up compares eight candidates with one instruction and follows one reference.
/// Readers may see a slot change under them; they trust a session only after comparing its whole fingerprint.
/// </remarks>
internal sealed class SessionCache
{
    private const int Ways = 8;
    private const int Stripes = 64;

    private readonly uint[] _tags;
    private readonly TokenSession?[] _sessions;
    private readonly Lock[] _locks = [.. Enumerable.Range(0, Stripes).Select(_ => new Lock())];
    private readonly uint _mask;

    public SessionCache(int capacity)
    {
        var sets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, Ways) / Ways);
        _mask = (uint)sets - 1;
        _tags = new uint[sets * Ways];
        _sessions = new TokenSession?[sets * Ways];
    }

    /// <summary>Finds a session that may still be answered.</summary>
    public TokenSession? Find(TokenFingerprint fingerprint, long now)
    {
        var start = Start(fingerprint);
        var candidates = Candidates(start, fingerprint);
        while (candidates != 0)
        {
            var session = Volatile.Read(ref _sessions[start + BitOperations.TrailingZeroCount(candidates)]);
            if (session is not null && session.Fingerprint == fingerprint && session.IsCurrent(now))
            {
                return session;
            }

            candidates &= candidates - 1;
        }

        return null;
    }

    /// <summary>Puts a session in, over the one with the same fingerprint, a free or outlived one, or the one that ends first.</summary>
    public void Put(TokenSession session, long now)
    {
        var start = Start(session.Fingerprint);
        lock (_locks[(start / Ways) % Stripes])
        {
            var slot = Choose(start, session.Fingerprint, now);
            Volatile.Write(ref _sessions[slot], session);
            Volatile.Write(ref _tags[slot], Tag(session.Fingerprint));
        }
    }

    private int Choose(int start, TokenFingerprint fingerprint, long now)
    {
        var choice = start;
        var earliest = long.MaxValue;
        for (var slot = start; slot < start + Ways; slot++)
        {
            var session = _sessions[slot];
            if (session is not null && session.Fingerprint == fingerprint)
            {
                return slot;
            }

            var ends = session is null || !session.IsCurrent(now) ? long.MinValue : session.ValidUntil;
            if (ends < earliest)
            {
                (choice, earliest) = (slot, ends);
            }
        }

        return choice;
    }

    private uint Candidates(int start, TokenFingerprint fingerprint)
    {
        ref var tags = ref MemoryMarshal.GetArrayDataReference(_tags);
        return Vector256
            .Equals(Vector256.LoadUnsafe(ref tags, (nuint)start), Vector256.Create(Tag(fingerprint)))
            .ExtractMostSignificantBits();
    }

    private int Start(TokenFingerprint fingerprint) => (int)((uint)fingerprint.Low & _mask) * Ways;

    private static uint Tag(TokenFingerprint fingerprint) => (uint)(fingerprint.High >> 32) | 1;
}
