using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Auth.Bearer.Sessions;

/// <summary>Some sets of the session cache.</summary>
/// <remarks>
/// An array of 32-bit tags stands beside the slots, so a look-up compares eight candidates with one instruction. A slot is too long to be read
/// in one go: each set counts its changes, odd while one is on its way, and what was read counts only when the number stood still.
/// </remarks>
internal sealed class SessionPage(int sets)
{
    public const int Ways = 8;
    public const int MaxSets = 128;

    private readonly uint[] _changes = new uint[sets];
    private readonly uint[] _tags = new uint[sets * Ways];
    private readonly SessionSlot[] _slots = new SessionSlot[sets * Ways];

    /// <summary>Finds a session that may still be answered.</summary>
    public TokenSession? Find(int set, TokenFingerprint fingerprint, long now)
    {
        var spin = new SpinWait();
        while (true)
        {
            var before = Volatile.Read(ref _changes[set]);
            var found = Scan(set * Ways, fingerprint, now);
            Volatile.ReadBarrier();
            if (before == _changes[set] && (before & 1) == 0)
            {
                return found;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Puts a slot in. The caller holds the lock of the set.</summary>
    public void Put(int set, in SessionSlot slot, long now)
    {
        var at = Choose(set * Ways, slot.Fingerprint, now);
        _changes[set]++;
        Volatile.WriteBarrier();
        _slots[at] = slot;
        _tags[at] = Tag(slot.Fingerprint);
        Volatile.WriteBarrier();
        _changes[set]++;
    }

    private TokenSession? Scan(int start, TokenFingerprint fingerprint, long now)
    {
        var candidates = Candidates(start, fingerprint);
        while (candidates != 0)
        {
            ref readonly var slot = ref _slots[start + BitOperations.TrailingZeroCount(candidates)];
            if (slot.Fingerprint == fingerprint && slot.IsCurrent(now))
            {
                return slot.Session;
            }

            candidates &= candidates - 1;
        }

        return null;
    }

    private int Choose(int start, TokenFingerprint fingerprint, long now)
    {
        var choice = start;
        var earliest = long.MaxValue;
        for (var at = start; at < start + Ways; at++)
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Session is not null && slot.Fingerprint == fingerprint)
            {
                return at;
            }

            var ends = slot.IsCurrent(now) ? slot.ValidUntil : long.MinValue;
            if (ends < earliest)
            {
                (choice, earliest) = (at, ends);
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

    private static uint Tag(TokenFingerprint fingerprint) => (uint)(fingerprint.High >> 32) | 1;
}

/// <summary>What is cached of one token.</summary>
internal readonly struct SessionSlot(TokenFingerprint fingerprint, TokenSession session, long validUntil)
{
    public TokenFingerprint Fingerprint { get; } = fingerprint;

    public TokenSession? Session { get; } = session;

    public long ValidUntil { get; } = validUntil;

    /// <summary>Whether it may still be answered.</summary>
    public bool IsCurrent(long now) => now < ValidUntil && Session is { Client: not { IsStale: true } };
}
