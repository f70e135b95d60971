using System.Collections.Concurrent;
using System.Reflection;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Rig;

/// <summary>Makes chosen calls of the stores fail, before they have done anything.</summary>
internal sealed class FaultInjector
{
    private readonly ConcurrentDictionary<string, bool> _failing = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _calls = new();
    private int _hits;

    /// <summary>How often a call was made to fail.</summary>
    public int Hits => _hits;

    /// <summary>Every call of a store since the last <see cref="Forget"/>, in order.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Forgets the calls so far.</summary>
    public void Forget() => _calls.Clear();

    /// <summary>Makes a call fail, such as <c>IClientStore.FindAsync</c>.</summary>
    public void Fail(string call) => _failing[call] = true;

    /// <summary>Lets all calls through again.</summary>
    public void Heal() => _failing.Clear();

    /// <summary>Puts itself in front of the stores that are registered.</summary>
    public void Attach(ClientCredentialsAuthBuilder builder)
    {
        Wrap<IClientStore>(builder);
        Wrap<ITokenStore>(builder);
        Wrap<IGrantStore>(builder);
        Wrap<IOutboxStore>(builder);
        Wrap<ITierRequestStore>(builder);
        Wrap<IRateLimitStore>(builder);
        Wrap<IRoleStore>(builder);
        Wrap<IAccessKeyStore>(builder);
        Wrap<IAuditStore>(builder);
    }

    private void Wrap<TStore>(ClientCredentialsAuthBuilder builder)
        where TStore : class
    {
        var registered = builder.Services.Last(service =>
            service.ServiceType == typeof(TStore) && !service.IsKeyedService
        );
        builder.UseStore(services =>
        {
            var inner =
                registered.ImplementationFactory?.Invoke(services)
                ?? ActivatorUtilities.CreateInstance(services, registered.ImplementationType!);
            var proxy = DispatchProxy.Create<TStore, FaultyStore<TStore>>();
            ((FaultyStore<TStore>)(object)proxy).Guard((TStore)inner, ThrowIfFailing);
            return proxy;
        });
    }

    /// <summary>Throws when the call is one of those that fail.</summary>
    public void ThrowIfFailing(string call)
    {
        _calls.Enqueue(call);
        if (_failing.ContainsKey(call))
        {
            Interlocked.Increment(ref _hits);
            throw new IOException($"{call} fails.");
        }
    }
}
