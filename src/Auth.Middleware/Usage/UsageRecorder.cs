using System.Collections.Concurrent;
using Auth.Storage;

namespace Auth.Usage;

/// <summary>Collects which secrets were used until the next write; requests never wait for it.</summary>
internal sealed class UsageRecorder
{
    /// <summary>A secret that is used all the time is noted once a second.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string ClientId, string SecretId), DateTimeOffset> _secrets = new();

    /// <summary>Notes that a secret has authenticated.</summary>
    public void SecretUsed(string clientId, string secretId, DateTimeOffset at)
    {
        var key = (clientId, secretId);
        if (!_secrets.TryGetValue(key, out var noted) || at - noted >= Precision)
        {
            _secrets[key] = at;
        }
    }

    /// <summary>Takes what was noted since the last call.</summary>
    public IReadOnlyList<SecretUse> DrainSecrets()
    {
        var drained = new List<SecretUse>();
        foreach (var key in _secrets.Keys)
        {
            if (_secrets.TryRemove(key, out var at))
            {
                drained.Add(new SecretUse(key.ClientId, key.SecretId, at));
            }
        }

        return drained;
    }

    /// <summary>Takes back what could not be stored, unless it was used again meanwhile.</summary>
    public void Return(IEnumerable<SecretUse> secrets)
    {
        foreach (var use in secrets)
        {
            _secrets.TryAdd((use.ClientId, use.SecretId), use.LastUsedAt);
        }
    }
}
