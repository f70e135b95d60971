using Auth.TestKit;

namespace Auth.Storage.Redis;

/// <summary>Servers as operators secure them.</summary>
public sealed class ConfigurationTests
{
    private static readonly CounterDemand Demand = new("p", [new CounterWindow("w", 5, 3_000, 21)], 1, 1);

    [Fact]
    public async Task A_password_and_a_database_number_are_used()
    {
        await using var server = await RedisServer.StartNewAsync("--requirepass", "open sesame");
        using var third = RedisNodes.Connect($"{RedisNodes.At(server)},password=open sesame,defaultDatabase=3");
        using var fourth = RedisNodes.Connect($"{RedisNodes.At(server)},password=open sesame,defaultDatabase=4");

        (await new RedisCounterStore(third).TakeAsync(Demand with { Least = 5 }, default)).Units.ShouldBe(5);
        (await new RedisCounterStore(fourth).TakeAsync(Demand with { Least = 5 }, default)).Units.ShouldBe(5);
        (await new RedisCounterStore(third).TakeAsync(Demand, default)).Units.ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_password_is_an_exception_and_not_an_answer()
    {
        await using var server = await RedisServer.StartNewAsync("--requirepass", "open sesame");
        using var connection = RedisNodes.Connect($"{RedisNodes.At(server)},password=guess");

        await Should.ThrowAsync<Exception>(async () =>
            await new RedisCounterStore(connection).TakeAsync(Demand, default)
        );
    }

    [Fact]
    public async Task Two_prefixes_are_two_sets_of_counters()
    {
        var server = RedisNodes.At(await RedisNodes.ServerAsync());
        using var one = RedisNodes.Connect(server, "one:");
        using var two = RedisNodes.Connect(server, "two:");

        (await new RedisCounterStore(one).TakeAsync(Demand with { Least = 5 }, default)).Units.ShouldBe(5);
        (await new RedisCounterStore(two).TakeAsync(Demand with { Least = 5 }, default)).Units.ShouldBe(5);
    }

    [Theory]
    [InlineData("password=secret")]
    [InlineData("redis:6379,colour=blue")]
    public void A_configuration_without_a_server_or_with_unknown_words_is_refused(string configuration) =>
        Should.Throw<ArgumentException>(() => RedisConnection.Read(configuration));

    [Fact]
    public async Task Keys_end_with_their_windows()
    {
        await using var server = await RedisServer.StartNewAsync();
        using var connection = RedisNodes.Connect(RedisNodes.At(server));
        await new RedisCounterStore(connection).TakeAsync(
            new CounterDemand("p", [new CounterWindow("w", 5, 50, 21)], 1, 1),
            default
        );
        var database = (await connection.OpenAsync()).GetDatabase();

        (await database.KeyTimeToLiveAsync("auth:c:{p}")).ShouldNotBeNull().ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
