using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IStoreLifecycle"/> promises.</summary>
public abstract class StoreLifecycleContract : StoreContract
{
    [Fact]
    public async Task A_ready_store_gives_a_sign_of_life_under_its_name()
    {
        await Stores.Lifecycle.CheckAsync(None);

        Stores.Lifecycle.Name.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Initialising_again_and_at_once_keeps_what_is_stored()
    {
        var client = await AddClientAsync();

        await Race.RunAsync(8, _ => Stores.Lifecycle.InitializeAsync(None));

        (await Stores.Clients.FindAsync(client.Id, None)).ShouldMatch(client);
    }
}
