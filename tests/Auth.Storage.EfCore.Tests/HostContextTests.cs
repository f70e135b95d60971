using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Auth.Storage.EfCore;

public sealed class HostContextTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Connection => $"Data Source={_directory.File("shop.db")};Pooling=False";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_context_without_the_model_is_named_at_start_with_the_missing_call()
    {
        var services = new ServiceCollection();
        services.AddDbContext<BareContext>(options => options.UseSqlite(Connection));
        new ServiceCollectionStorageBuilder(services).UseEntityFrameworkStores<BareContext>();
        await using var provider = services.BuildServiceProvider();

        var error = await Should.ThrowAsync<InvalidOperationException>(async () =>
            await provider.GetRequiredService<IStoreLifecycle>().InitializeAsync(default)
        );

        error.Message.ShouldContain(nameof(BareContext));
        error.Message.ShouldContain("ApplyAuthModel");
    }

    [Fact]
    public async Task A_host_that_retries_transient_failures_can_run_every_transaction()
    {
        var services = new ServiceCollection();
        services.AddDbContextFactory<ShopContext>(options =>
            options.UseSqlite(Connection, sqlite => sqlite.ExecutionStrategy(d => new RetryingStrategy(d)))
        );
        new ServiceCollectionStorageBuilder(services).UseEntityFrameworkStores<ShopContext>();
        var provider = services.BuildServiceProvider();
        await using (
            var db = await provider.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync()
        )
        {
            await db.Database.EnsureCreatedAsync();
        }

        var stores = await ProviderStores.OpenAsync(provider);
        var client = Some.Client();

        (await stores.Clients.AddAsync(client, Some.Mail(client.Id), Some.Now, default)).ShouldBe(
            AddClientOutcome.Added
        );
        (await stores.Outbox.ClaimAsync(Some.Now, Some.Now.AddMinutes(1), 1, default)).Count.ShouldBe(1);
        await stores.Cleanup();
    }

    [Fact]
    public async Task The_tables_of_the_host_live_beside_ours()
    {
        var stores = await ShopStores.ScopedAsync();

        await stores.Clients.AddAsync(Some.Client(), null, Some.Now, default);

        stores.Lifecycle.IsDurable.ShouldBeTrue();
        await stores.Cleanup();
    }

    private sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options);

    private sealed class RetryingStrategy(ExecutionStrategyDependencies dependencies)
        : ExecutionStrategy(dependencies, maxRetryCount: 1, maxRetryDelay: TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => false;
    }
}
