using System.Globalization;

namespace Auth.Nodes;

/// <summary>Judges by beats whether notices arrive: our own must come back without a gap, and no node that was heard may fall silent.</summary>
/// <remarks>
/// A silent node may have lost the channel and not the database: what it changes is not heard of. It is waited for until it would have been
/// noticed dead.
/// </remarks>
internal sealed class Heartbeats(string self)
{
    /// <summary>How often a node beats.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const long SilenceMs = 3_000;
    private const long ForgottenMs = 600_000;

    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _last = -1;

    /// <summary>Notes a beat.</summary>
    /// <returns><see langword="false"/> when one of our own was lost before it, and other notices with it.</returns>
    public bool Hear(string node, string number, long now)
    {
        lock (_lock)
        {
            _heard[node] = now;
            if (
                !string.Equals(node, self, StringComparison.Ordinal)
                || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var beat)
            )
            {
                return true;
            }

            var follows = _last < 0 || beat <= _last + 1;
            _last = Math.Max(_last, beat);
            return follows;
        }
    }

    /// <summary>Notes that a node ended.</summary>
    public void Forget(string node)
    {
        lock (_lock)
        {
            _heard.Remove(node);
        }
    }

    /// <summary>Starts anew, after the connection was lost.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            _last = -1;
            _heard.Remove(self);
        }
    }

    /// <summary>Whether all that was sent arrives.</summary>
    public bool AreRegular(long now)
    {
        lock (_lock)
        {
            foreach (var (node, at) in _heard)
            {
                if (now - at > ForgottenMs && !string.Equals(node, self, StringComparison.Ordinal))
                {
                    _heard.Remove(node);
                }
            }

            return _heard.ContainsKey(self) && _heard.Values.All(at => now - at <= SilenceMs);
        }
    }
}
