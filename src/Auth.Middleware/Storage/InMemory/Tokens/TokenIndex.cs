namespace Auth.Storage.InMemory;

/// <summary>Finds records by hash: open addressing in 4,096 shards, each of which grows by itself, so that growing is never noticed.</summary>
/// <remarks>A place holds 32 bits of the hash and the number of the record. A look-up locks one shard, for as long as it compares.</remarks>
internal sealed class TokenIndex(TokenRecords records)
{
    private const int ShardBits = 12;

    private readonly TokenShard?[] _shards = new TokenShard?[1 << ShardBits];

    /// <summary>Copies a record.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TryRead(TokenHash hash, out TokenRecord record)
    {
        if (Volatile.Read(ref ShardOf(hash)) is { } shard)
        {
            lock (shard.Gate)
            {
                var id = shard.Find(records, hash, Tag(hash));
                record = id == 0 ? default : records[id];
                return id != 0;
            }
        }

        record = default;
        return false;
    }

    /// <summary>The number of a record; 0 is none. Its number stays the same while the caller holds the database's gate.</summary>
    public int Find(TokenHash hash)
    {
        if (ShardOf(hash) is not { } shard)
        {
            return 0;
        }

        lock (shard.Gate)
        {
            return shard.Find(records, hash, Tag(hash));
        }
    }

    /// <summary>Adds a record that is complete.</summary>
    public void Add(TokenHash hash, int id)
    {
        ref var place = ref ShardOf(hash);
        if (place is not { } shard)
        {
            shard = new TokenShard();
            Volatile.Write(ref place, shard);
        }

        lock (shard.Gate)
        {
            shard.Add(Tag(hash), id);
        }
    }

    /// <summary>Removes a record; then nobody reads it any more.</summary>
    public void Remove(TokenHash hash, int id)
    {
        var shard = ShardOf(hash)!;
        lock (shard.Gate)
        {
            shard.Remove(Tag(hash), id);
        }
    }

    private ref TokenShard? ShardOf(TokenHash hash) => ref _shards[hash.GetHashCode() & ((1 << ShardBits) - 1)];

    private static uint Tag(TokenHash hash) => (uint)hash.GetHashCode() >> ShardBits;
}
