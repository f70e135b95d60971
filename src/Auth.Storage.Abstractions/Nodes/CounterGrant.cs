namespace Auth.Storage;

/// <summary>What was taken, and where the windows stand after it.</summary>
/// <param name="Units">Units taken from every window; 0 when refused or only read.</param>
/// <param name="Lifetime">How long they may be spent: not past the step of any window, so that spending them late never admits too many.</param>
/// <param name="Mark">When they were taken, on the store's clock; for giving them back.</param>
/// <param name="Windows">The windows, in the order asked.</param>
public sealed record CounterGrant(int Units, TimeSpan Lifetime, long Mark, IReadOnlyList<CounterState> Windows)
{
    /// <summary>Reads the flat answer of a store: units, lifetime in milliseconds, mark, then units used and milliseconds to wait a window.</summary>
    /// <exception cref="ArgumentException">The answer has another length.</exception>
    public static CounterGrant FromNumbers(ReadOnlySpan<long> numbers, int windows)
    {
        if (numbers.Length != 3 + (2 * windows))
        {
            throw new ArgumentException("The answer does not fit the question.", nameof(numbers));
        }

        var states = new CounterState[windows];
        for (var i = 0; i < windows; i++)
        {
            states[i] = new((int)numbers[3 + (2 * i)], TimeSpan.FromMilliseconds(numbers[4 + (2 * i)]));
        }

        return new((int)numbers[0], TimeSpan.FromMilliseconds(numbers[1]), numbers[2], states);
    }
}

/// <summary>Where one shared window stands.</summary>
/// <param name="Used">Units counted now.</param>
/// <param name="ResetAfter">When more come back; for a window that refuses, when it would admit the demand. Zero when unused.</param>
public readonly record struct CounterState(int Used, TimeSpan ResetAfter);
