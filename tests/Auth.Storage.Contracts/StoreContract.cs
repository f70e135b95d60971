using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What the tests of all contracts share: fresh stores for each test.</summary>
/// <remarks>Inherit each contract in a test project and say how stores over a new, empty database are made.</remarks>
public abstract class StoreContract : IAsyncLifetime
{
    private StoreSet? _stores;

    /// <summary>The stores of this test.</summary>
    protected StoreSet Stores => _stores ?? throw new InvalidOperationException("The test has not begun.");

    /// <summary>No cancellation.</summary>
    protected static CancellationToken None => CancellationToken.None;

    /// <summary>Makes all stores over one new, empty, initialised database.</summary>
    protected abstract ValueTask<StoreSet> CreateStoresAsync();

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => _stores = await CreateStoresAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_stores is not null)
        {
            await _stores.Cleanup();
        }
    }

    /// <summary>Adds a client and returns it as stored.</summary>
    protected async Task<Client> AddClientAsync(Client? client = null)
    {
        client ??= Some.Client();
        await Stores.Clients.AddAsync(client, mail: null, Some.Now, None);
        return client with { Version = 1 };
    }
}
