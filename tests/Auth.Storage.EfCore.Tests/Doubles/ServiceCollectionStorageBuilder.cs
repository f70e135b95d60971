using Microsoft.Extensions.DependencyInjection;

namespace Auth.Storage.Doubles;

/// <summary>Registers stores as the middleware does: one instance each, the last one wins.</summary>
internal sealed class ServiceCollectionStorageBuilder(IServiceCollection services) : IAuthStorageBuilder
{
    public IAuthStorageBuilder UseStore<TStore>(Func<IServiceProvider, TStore> factory)
        where TStore : class
    {
        services.AddSingleton(factory);
        return this;
    }
}
