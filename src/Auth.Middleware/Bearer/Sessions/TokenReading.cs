using System.Runtime.InteropServices;
using Auth.Storage;

namespace Auth.Bearer.Sessions;

/// <summary>What was read of a token, and when.</summary>
/// <param name="Found">The token and its client, or <see langword="null"/>.</param>
/// <param name="At">The moment, on this node's monotonic clock: from then on it is believed for the lifetime of a session.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenReading(TokenLookup? Found, long At)
{
    /// <summary>How long token and registration go on; <see cref="TimeSpan.MaxValue"/> when neither has an end.</summary>
    public static TimeSpan Rest(TokenLookup found, DateTimeOffset utcNow)
    {
        var rest = TimeSpan.MaxValue;
        foreach (var end in (ReadOnlySpan<DateTimeOffset?>)[found.Token.ExpiresAt, found.Client.LapsesAt])
        {
            rest = end is { } at && at - utcNow < rest ? at - utcNow : rest;
        }

        return rest;
    }
}
