using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Auth.Bearer.Sessions;

/// <summary>Eight places of the session cache, beside each other in memory: with many tokens each look-up fetches them anew.</summary>
/// <remarks>
/// 32-bit tags stand before the slots, so a look-up compares eight candidates with one instruction. A slot is too long to be read in one go: each
/// set counts its changes, odd while one is on its way, and what was read counts only when the number stood still. A set is only ever used where it
/// lies: of a copy nobody else sees the changes.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal struct SessionSet
{
    public const int Ways = 8;

    private uint _changes;
    private Tags _tags;
    private Slots _slots;

    /// <summary>Finds a session that may still be answered.</summary>
    public TokenSession? Find(TokenFingerprint fingerprint, long now)
    {
        var spin = new SpinWait();
        while (true)
        {
            var before = Volatile.Read(ref _changes);
            var found = Scan(fingerprint, now);
            Volatile.ReadBarrier();
            if (before == _changes && (before & 1) == 0)
            {
                return found;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Puts a slot in. The caller holds the lock of the set.</summary>
    public void Put(in SessionSlot slot, long now)
    {
        var at = Choose(slot.Fingerprint, now);
        _changes++;
        Volatile.WriteBarrier();
        _slots[at] = slot;
        _tags[at] = Tag(slot.Fingerprint);
        Volatile.WriteBarrier();
        _changes++;
    }

    private readonly TokenSession? Scan(TokenFingerprint fingerprint, long now)
    {
        var candidates = Candidates(fingerprint);
        while (candidates != 0)
        {
            ref readonly var slot = ref _slots[BitOperations.TrailingZeroCount(candidates)];
            if (slot.Fingerprint == fingerprint && slot.IsCurrent(now))
            {
                return slot.Session;
            }

            candidates &= candidates - 1;
        }

        return null;
    }

    private readonly int Choose(TokenFingerprint fingerprint, long now)
    {
        var choice = 0;
        var earliest = long.MaxValue;
        for (var at = 0; at < Ways; at++)
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

    private readonly uint Candidates(TokenFingerprint fingerprint) =>
        Vector256
            .Equals(Vector256.Create<uint>(_tags), Vector256.Create(Tag(fingerprint)))
            .ExtractMostSignificantBits();

    private static uint Tag(TokenFingerprint fingerprint) => (uint)(fingerprint.High >> 32) | 1;

    [InlineArray(Ways)]
    private struct Tags
    {
        private uint _first;
    }

    [InlineArray(Ways)]
    private struct Slots
    {
        private SessionSlot _first;
    }
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
