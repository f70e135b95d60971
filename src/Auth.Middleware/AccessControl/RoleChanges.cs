namespace Auth.AccessControl;

/// <summary>Counts the changes of roles on this node, so that what was read before one is not trusted after it.</summary>
internal sealed class RoleChanges
{
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void Raise() => Interlocked.Increment(ref _count);
}
