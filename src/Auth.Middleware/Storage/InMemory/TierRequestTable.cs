namespace Auth.Storage.InMemory;

/// <summary>The requests for another tier by id, by client, and by status and age.</summary>
internal sealed class TierRequestTable
{
    private readonly Dictionary<string, TierRequest> _rows = new(StringComparer.Ordinal);
    private readonly OwnerIndex<string> _byClient = new();
    private readonly Dictionary<TierRequestStatus, TimeIndex<string>> _byStatus = [];

    public TierRequest? Find(string id) => _rows.GetValueOrDefault(id);

    public bool HasPending(string clientId) =>
        Array.Exists(_byClient.Of(clientId), id => _rows[id].Status == TierRequestStatus.Pending);

    /// <summary>The newest request of a client.</summary>
    public TierRequest? Latest(string clientId) =>
        _byClient
            .Of(clientId)
            .Select(id => _rows[id])
            .OrderByDescending(request => request.CreatedAt)
            .ThenByDescending(request => request.Id, StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>Ids in one status, oldest first, behind the given request.</summary>
    public List<string> OldestFirst(TierRequestStatus status, TierRequest? last, int count) =>
        Index(status).After(last is null ? null : (last.CreatedAt, last.Id), count);

    public void Add(TierRequest request)
    {
        if (!_rows.TryAdd(request.Id, request))
        {
            throw new InvalidOperationException("A tier request with this id is stored already.");
        }

        _byClient.Add(request.ClientId, request.Id);
        Index(request.Status).Add(request.CreatedAt, request.Id);
    }

    /// <summary>Replaces a stored request; its client and age stay as they are.</summary>
    public void Replace(TierRequest request)
    {
        Index(_rows[request.Id].Status).Remove(request.CreatedAt, request.Id);
        Index(request.Status).Add(request.CreatedAt, request.Id);
        _rows[request.Id] = request;
    }

    public void RemoveAll(string clientId)
    {
        foreach (var id in _byClient.Of(clientId))
        {
            _rows.Remove(id, out var request);
            _byClient.Remove(clientId, id);
            Index(request!.Status).Remove(request.CreatedAt, id);
        }
    }

    private TimeIndex<string> Index(TierRequestStatus status)
    {
        if (!_byStatus.TryGetValue(status, out var index))
        {
            _byStatus[status] = index = new TimeIndex<string>(StringComparer.Ordinal);
        }

        return index;
    }
}
