using System.Reflection;

namespace Auth.Rig;

/// <summary>A store that asks before each call whether it may.</summary>
/// <typeparam name="TStore">The store's contract.</typeparam>
public class FaultyStore<TStore> : DispatchProxy
    where TStore : class
{
    private TStore? _inner;
    private Action<string>? _ask;

    /// <summary>Puts this store in front of another.</summary>
    public void Guard(TStore inner, Action<string> ask) => (_inner, _ask) = (inner, ask);

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _ask!($"{typeof(TStore).Name}.{targetMethod!.Name}");
        return targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
