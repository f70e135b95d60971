using System.Collections.Immutable;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;

namespace Auth.AccessControl;

/// <summary>Access keys: permanent tokens with some of their client's power, shown once.</summary>
internal sealed class ManagedKeys(IAccessKeyStore keys, CredentialFormat format, AuthClock clock)
{
    /// <summary>How many keys a client has at the most.</summary>
    public const int MaxPerClient = 1_000;

    private const int IdLength = 22;
    private const int EndingLength = 5;
    private const int PageSize = 200;

    /// <summary>Makes a key.</summary>
    /// <param name="holder">Whose power it has some of.</param>
    /// <param name="actsAsClient">Whether it stands for the holder.</param>
    /// <param name="createdBy">Who makes it.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="resources">What it may do.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<AccessResult<IssuedKey>> AddAsync(
        Client holder,
        bool actsAsClient,
        string createdBy,
        string? description,
        ImmutableArray<ResourceAccess> resources,
        CancellationToken cancellationToken
    )
    {
        if ((await ListAsync(holder.Id, cancellationToken)).Count >= MaxPerClient)
        {
            return AccessErrorKind.TooManyKeys;
        }

        var token = format.Create(CredentialKind.AccessKey);
        var key = new AccessKey
        {
            Id = Base62.Random(IdLength),
            Hash = CredentialHash.OfToken(token),
            ClientId = holder.Id,
            ActsAsClient = actsAsClient,
            CreatedBy = createdBy,
            Description = description,
            Resources = resources,
            Ending = token[^EndingLength..],
            CreatedAt = clock.UtcNow,
        };
        await keys.AddAsync(key, cancellationToken);
        return new IssuedKey(key, token);
    }

    /// <summary>The keys of a client, or all, oldest first.</summary>
    public async ValueTask<IReadOnlyList<AccessKey>> ListAsync(string? clientId, CancellationToken cancellationToken)
    {
        List<AccessKey> all = [];
        IReadOnlyList<AccessKey> page;
        do
        {
            page = await keys.PageAsync(clientId, all.Count == 0 ? null : all[^1], PageSize, cancellationToken);
            all.AddRange(page);
        } while (page.Count == PageSize);

        return all;
    }

    /// <summary>Finds a key that somebody may manage.</summary>
    public async ValueTask<AccessKey?> FindAsync(
        string keyId,
        Func<AccessKey, bool> isVisible,
        CancellationToken cancellationToken
    ) => await keys.FindByIdAsync(keyId, cancellationToken) is { } key && isVisible(key) ? key : null;

    /// <summary>Changes a key; a change is laid over what others have made of it meanwhile.</summary>
    public async ValueTask<AccessResult<AccessKey>> ChangeAsync(
        string keyId,
        Func<AccessKey, AccessResult<AccessKey>> change,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < ManagedClients.MaxAttempts; attempt++)
        {
            if (await keys.FindByIdAsync(keyId, cancellationToken) is not { } key)
            {
                return AccessErrorKind.NotFound;
            }

            var result = change(key);
            if (result.Value is not { } changed)
            {
                return result;
            }

            if (await keys.TryUpdateAsync(changed, cancellationToken))
            {
                return changed with { Version = key.Version + 1 };
            }
        }

        return AccessErrorKind.Contended;
    }

    /// <summary>Removes a key; it is refused from its next request on.</summary>
    public ValueTask<bool> RemoveAsync(string keyId, CancellationToken cancellationToken) =>
        keys.RemoveAsync(keyId, cancellationToken);
}

/// <summary>A key on its way to whoever made it; the only place where it stands in clear.</summary>
internal sealed record IssuedKey(AccessKey Key, string Token)
{
    /// <summary>Does not show the token.</summary>
    public override string ToString() => $"IssuedKey {{ Id = {Key.Id} }}";
}
