using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auth.Storage.EfCore;

/// <summary>Clients as they were read, by version: a row that still has the version need not be read and taken apart again.</summary>
/// <remarks>Nothing here goes out of date: the database says with each token which version is the right one.</remarks>
internal sealed class ClientVersions
{
    private const int MaxClients = 100_000;

    private readonly ConcurrentDictionary<string, ReadClient> _clients = new(StringComparer.Ordinal);

    /// <summary>The client, if this version of it is known.</summary>
    /// <param name="id">The client.</param>
    /// <param name="version">The version that the database has.</param>
    /// <param name="createdTicks">When it was made: an id may be used again, from version one on.</param>
    public ReadClient? Find(string id, long version, long createdTicks) =>
        _clients.TryGetValue(id, out var known)
        && known.Client.Version == version
        && known.Client.CreatedAt.UtcTicks == createdTicks
            ? known
            : null;

    public void Remember(Client client)
    {
        if (_clients.Count >= MaxClients)
        {
            _clients.Clear();
        }

        _clients[client.Id] = new ReadClient(client);
    }
}

/// <summary>A client and the scopes its tokens were last seen with: nearly always the same, so their list is made once.</summary>
internal sealed class ReadClient(Client client)
{
    private Words? _latest;

    public Client Client { get; } = client;

    public ImmutableArray<string> Scopes(string json)
    {
        var latest = _latest;
        if (latest is null || !string.Equals(latest.Json, json, StringComparison.Ordinal))
        {
            _latest = latest = new Words(json, [.. StorageJson.ReadWords(json)]);
        }

        return latest.List;
    }

    private sealed record Words(string Json, ImmutableArray<string> List);
}
