using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Auth.Storage;
using Auth.Time;

namespace Auth.Credentials;

/// <summary>Remembers for a while which secret a slow hash belongs to, as an HMAC under a key of this process: a microsecond for a tenth of a second.</summary>
/// <remarks>An entry is found by the stored hash, so a secret that was replaced is forgotten with it. Only right secrets make entries.</remarks>
internal sealed class KnownSecrets(AuthClock clock)
{
    /// <summary>How long an entry is believed after it was last right.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Whether a secret is the one behind a hash; <see langword="null"/> when that is not known.</summary>
    public bool? IsMatch(string secret, SecretHash hash)
    {
        if (!_entries.TryGetValue(hash.Value, out var entry) || clock.Milliseconds >= entry.Until)
        {
            return null;
        }

        var match = CryptographicOperations.FixedTimeEquals(Mac(secret, hash), entry.Mac);
        if (match)
        {
            Remember(secret, hash);
        }

        return match;
    }

    /// <summary>Notes that a secret is the one behind a hash.</summary>
    public void Remember(string secret, SecretHash hash)
    {
        if (_entries.Count >= Capacity)
        {
            _entries.Clear();
        }

        _entries[hash.Value] = new Entry(Mac(secret, hash), clock.Milliseconds + (long)Lifetime.TotalMilliseconds);
    }

    private byte[] Mac(string secret, SecretHash hash) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{hash.Value}\n{secret}"));

    private sealed record Entry(byte[] Mac, long Until);
}
