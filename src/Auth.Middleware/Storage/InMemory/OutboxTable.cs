namespace Auth.Storage.InMemory;

/// <summary>The mails that wait, by id, by client and by when they are due.</summary>
internal sealed class OutboxTable
{
    private readonly Dictionary<string, OutboxMessage> _rows = new(StringComparer.Ordinal);
    private readonly OwnerIndex<string> _byClient = new();
    private readonly TimeIndex<string> _byDue = new(StringComparer.Ordinal);

    public int Count => _rows.Count;

    public OutboxMessage? Find(string id) => _rows.GetValueOrDefault(id);

    public List<string> Due(DateTimeOffset now, int count) => _byDue.UpTo(now, count);

    /// <summary>Ids by when they are due, behind the given message.</summary>
    public List<string> After(OutboxMessage? last, int count) =>
        _byDue.After(last is null ? null : (last.DueAt, last.Id), count);

    public void Add(OutboxMessage message)
    {
        if (!_rows.TryAdd(message.Id, message))
        {
            throw new InvalidOperationException("A message with this id is stored already.");
        }

        _byClient.Add(message.ClientId, message.Id);
        _byDue.Add(message.DueAt, message.Id);
    }

    /// <summary>Replaces a stored message; its client stays as it is.</summary>
    public void Replace(OutboxMessage message)
    {
        _byDue.Remove(_rows[message.Id].DueAt, message.Id);
        _byDue.Add(message.DueAt, message.Id);
        _rows[message.Id] = message;
    }

    public bool Remove(string id)
    {
        if (!_rows.Remove(id, out var message))
        {
            return false;
        }

        _byClient.Remove(message.ClientId, id);
        _byDue.Remove(message.DueAt, id);
        return true;
    }

    public void RemoveAll(string clientId) => Array.ForEach(_byClient.Of(clientId), id => Remove(id));
}
