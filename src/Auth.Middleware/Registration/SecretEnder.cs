using Auth.Auditing;
using Auth.Storage;
using Auth.Time;

namespace Auth.Registration;

/// <summary>Ends one secret of a client and leaves the others. The last one is not ended but replaced, by a rotation without overlap.</summary>
internal sealed class SecretEnder(IClientStore clients, AuthClock clock, AuthEventLog events)
{
    /// <summary>Whether secrets of a client can be ended alone: it has more than one that lives.</summary>
    public static bool CanEnd(Client client, DateTimeOffset now) =>
        client.Secrets.Count(secret => secret.IsLive(now)) > 1;

    /// <summary>Ends a secret unless somebody has changed the client since it was read.</summary>
    /// <returns>Whether it was ended: not when the client has changed, and not when the secret is the last one or none of the client's.</returns>
    public async ValueTask<bool> TryEndAsync(Client client, string secretId, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var others = client.Secrets.RemoveAll(secret => secret.Id == secretId && secret.IsLive(now));
        if (
            others.Length == client.Secrets.Length
            || !CanEnd(client, now)
            || !await clients.TryUpdateAsync(client with { Secrets = others }, cancellationToken)
        )
        {
            return false;
        }

        events.Write(new SecretEnded(now, client.Id, secretId));
        return true;
    }
}
