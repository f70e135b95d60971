namespace Auth.Storage;

/// <summary>Where a storage package registers its stores; the middleware's builder implements it.</summary>
/// <remarks>It keeps storage packages free of any web or container dependency: they only say how a store is made.</remarks>
public interface IAuthStorageBuilder
{
    /// <summary>Uses a store in place of the one registered before.</summary>
    /// <typeparam name="TStore">The contract, such as <see cref="IClientStore"/>, <see cref="ITokenStore"/> or <see cref="IStoreLifecycle"/>.</typeparam>
    /// <param name="factory">Makes the single instance.</param>
    /// <returns>The same builder.</returns>
    IAuthStorageBuilder UseStore<TStore>(Func<IServiceProvider, TStore> factory)
        where TStore : class;
}
