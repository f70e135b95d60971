namespace Auth.RateLimiting;

/// <summary>The reference: remembers every admitted request of one window.</summary>
internal sealed class RequestLog(int limit, long periodMs)
{
    private readonly List<(long At, int Cost)> _admitted = [];

    public int Limit => limit;

    public long PeriodMs => periodMs;

    public void Admit(long at, int cost) => _admitted.Add((at, cost));

    /// <summary>Units admitted less than <paramref name="span"/> before <paramref name="now"/>.</summary>
    public long Within(long span, long now) => _admitted.Where(r => now - r.At < span).Sum(r => (long)r.Cost);
}
