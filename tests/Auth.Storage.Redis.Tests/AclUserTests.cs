using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Auth.TestKit;
using StackExchange.Redis;

namespace Auth.Storage.Redis;

/// <summary>The user that <c>docs/deploying.md</c> makes, by name, over an encrypted connection, with a database and a prefix of its own.</summary>
public sealed class AclUserTests : IAsyncLifetime
{
    private const string Prefix = "shop:";
    private const string Password = "open-sesame";

    private static readonly CounterDemand Demand = new("p", [new CounterWindow("w", 5, 3_000, 21)], 1, 1);

    private readonly ThrowAwayAuthority _authority = new();
    private readonly List<RedisConnection> _nodes = [];
    private RedisServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await RedisUser.StartServerAsync(_authority, Password, Prefix);

    public async ValueTask DisposeAsync()
    {
        _nodes.ForEach(node => node.Dispose());
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task It_can_do_all_that_nodes_do_and_touches_nothing_outside_the_prefix()
    {
        var (first, second) = (Connect(), Connect());

        // Counters.
        (await new RedisCounterStore(first).TakeAsync(Demand with { Least = 5 }, default)).Units.ShouldBe(5);
        (await new RedisCounterStore(second).TakeAsync(Demand, default)).Units.ShouldBe(0);
        (await new RedisCounterStore(second).SignOnAsync("node", TimeSpan.FromSeconds(9), default)).ShouldBe(1);
        await new RedisCounterStore(first).ResetAsync("p", default);
        (await new RedisCounterStore(second).TakeAsync(Demand, default)).Units.ShouldBe(1);

        // Notices.
        using var stop = new CancellationTokenSource();
        var listening = await RedisNodes.ListenAsync(
            new RedisChangeChannel(second),
            new RedisChangeChannel(first),
            stop.Token
        );
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(listening);

        // Tokens.
        var turn = (await new RedisTokenCache(first).FindAsync("name", default)).Turn;
        (await new RedisTokenCache(first).PutAsync("name", [7], turn, TimeSpan.FromMinutes(1), default)).ShouldBeTrue();
        (await new RedisTokenCache(second).FindAsync("name", default)).Entry.ShouldBe([7]);

        // The server notes whatever a user was denied.
        (await _server.CommandAsync("ACL", "LOG")).ShouldBeEmpty();
        var keys = (await _server.CommandAsync("-n", "3", "--scan")).Split('\n');
        keys.Length.ShouldBe(4);
        keys.ShouldAllBe(key => key.StartsWith(Prefix, StringComparison.Ordinal));
        (await _server.CommandAsync("INFO", "keyspace")).Split("db").Length.ShouldBe(2);
    }

    [Fact]
    public async Task It_can_do_nothing_else()
    {
        var redis = await Connect().OpenAsync();
        var database = redis.GetDatabase();

        await DeniedAsync(() => database.StringGetAsync("another:key"));
        await DeniedAsync(() => database.StringSetAsync("another:key", 1));
        await DeniedAsync(() => redis.GetSubscriber().PublishAsync(RedisChannel.Literal("another:channel"), "hello"));
        await DeniedAsync(() => database.ScriptEvaluateAsync("return redis.call('GET', 'another:key')"));
        await DeniedAsync(() => database.ExecuteAsync("FLUSHDB"));
        await DeniedAsync(() => database.ExecuteAsync("ACL", "LIST"));
        await DeniedAsync(() => database.HashGetAllAsync(Prefix + "key"));
    }

    [Fact]
    public async Task A_wrong_password_is_no_way_in()
    {
        var connection = Connect("guess");

        await Should.ThrowAsync<Exception>(async () =>
            await new RedisCounterStore(connection).TakeAsync(Demand, default)
        );
        // Not for another reason: the server notes who could not sign in.
        (await _server.CommandAsync("ACL", "LOG")).ShouldContain("auth");
    }

    private RedisConnection Connect(string password = Password)
    {
        var options = RedisConnection.Read(
            $"localhost:{_server.Port},user={RedisUser.Name},password={password},ssl=true,defaultDatabase=3"
        );
        // What is denied is to be denied by the server.
        options.AllowAdmin = true;
        options.CertificateValidation += (_, certificate, _, errors) => IsVouchedFor(certificate, errors);
        _nodes.Add(new(async () => await ConnectionMultiplexer.ConnectAsync(options), Prefix, isOwned: true));
        return _nodes[^1];
    }

    /// <summary>As a machine would judge whose operator has added the authority to its own.</summary>
    private bool IsVouchedFor(X509Certificate? certificate, SslPolicyErrors errors)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(_authority.AuthorityFile);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
            && certificate is X509Certificate2 leaf
            && chain.Build(leaf);
    }

    private async Task DeniedAsync(Func<Task> command)
    {
        await _server.CommandAsync("ACL", "LOG", "RESET");

        await Should.ThrowAsync<RedisServerException>(command);

        (await _server.CommandAsync("ACL", "LOG")).ShouldContain(RedisUser.Name);
    }
}
