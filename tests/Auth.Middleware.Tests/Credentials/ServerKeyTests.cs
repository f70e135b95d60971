using System.Security.Cryptography;
using Auth.Pipeline;
using Auth.Storage;
using Auth.Storage.InMemory;
using Auth.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Auth.Credentials;

/// <summary>Where the key comes from that tags credentials and seals addresses.</summary>
public sealed class ServerKeyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("auth-key-").FullName;

    private string KeyFile => Path.Combine(_directory, "auth.key");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_store_in_memory_has_a_key_that_passes_with_it()
    {
        await using var first = await StartAsync(new Lifecycle(IsDurable: false, DataDirectory: null));
        await using var second = await StartAsync(new Lifecycle(IsDurable: false, DataDirectory: null));
        var token = Format(first).Create(CredentialKind.AccessToken);

        Format(first).IsGenuine(token, CredentialKind.AccessToken).ShouldBeTrue();
        Format(second).IsGenuine(token, CredentialKind.AccessToken).ShouldBeFalse();
    }

    [Fact]
    public async Task A_shared_store_without_a_key_stops_the_start()
    {
        var error = await Should.ThrowAsync<AuthConfigurationException>(() =>
            StartAsync(new Lifecycle(IsDurable: true, DataDirectory: null))
        );

        error.Message.ShouldContain("Auth:ServerKey is missing");
        error.Message.ShouldContain("openssl rand -base64 32");
    }

    [Fact]
    public async Task An_embedded_store_keeps_its_key_in_a_file_for_its_owner_only()
    {
        var data = Path.Combine(_directory, "data");
        string token;
        await using (var first = await StartAsync(new Lifecycle(IsDurable: true, data)))
        {
            token = Format(first).Create(CredentialKind.AccessToken);
            first.Log.Of("ServerKeyCreated").ShouldHaveSingleItem();
            Directory.GetFiles(data).ShouldHaveSingleItem();
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(Path.Combine(data, "auth.key"))
                    .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        await using var second = await StartAsync(new Lifecycle(IsDurable: true, data));
        Format(second).IsGenuine(token, CredentialKind.AccessToken).ShouldBeTrue();
        second.Log.Of("ServerKeyCreated").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nodes_that_start_together_end_with_one_key()
    {
        var keys = await Race.RunAsync(
            contestants: 8,
            rounds: 20,
            (round, _) =>
            {
                var path = Path.Combine(_directory, $"{round}", "auth.key");
                return Task.FromResult(Convert.ToHexString(ServerKeyFile.ReadOrCreate(path, NullLogger.Instance)));
            }
        );

        foreach (var round in keys)
        {
            round.Distinct().ShouldHaveSingleItem();
        }

        keys.Select(round => round[0]).ShouldBeUnique();
        Directory.GetFiles(_directory, "*", SearchOption.AllDirectories).Length.ShouldBe(20);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64")]
    public void A_damaged_file_is_named_and_left_alone(string content)
    {
        File.WriteAllText(KeyFile, content);

        var error = Should.Throw<AuthConfigurationException>(() =>
            ServerKeyFile.ReadOrCreate(KeyFile, NullLogger.Instance)
        );

        error.Message.ShouldContain("auth.key is damaged");
        File.ReadAllText(KeyFile).ShouldBe(content);
    }

    [Fact]
    public async Task Previous_keys_still_check_tokens_and_open_addresses()
    {
        var (old, current) = (NewKey(), NewKey());
        var database = new InMemoryDatabase();
        await using var before = await StartAsync(Keys(old), database);
        var caller = await before.RegisterAsync();
        var email = before.Services.GetRequiredService<EmailSealer>().Seal("jane@example.org");

        await using var after = await StartAsync(Keys(current, old), database);
        await using var without = await StartAsync(Keys(current), database);

        (await after.StatusAsync("/", caller.Token)).ShouldBe(200);
        (await without.StatusAsync("/", caller.Token)).ShouldBe(401);
        var sealer = after.Services.GetRequiredService<EmailSealer>();
        sealer.Open(email).ShouldBe("jane@example.org");
        sealer.LookupKeys("jane@example.org").ShouldContain(email.LookupKey);
        sealer.Seal("jane@example.org").LookupKey.ShouldNotBe(email.LookupKey);
        without.Services.GetRequiredService<EmailSealer>().Open(email).ShouldBeNull();
        (await before.StatusAsync("/", await after.IssueAsync(caller.Client))).ShouldBe(401);
    }

    private static Dictionary<string, string?> Keys(string current, params string[] previous) =>
        new(previous.Select((key, i) => KeyValuePair.Create($"Auth:PreviousServerKeys:{i}", (string?)key)))
        {
            ["Auth:ServerKey"] = current,
        };

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static CredentialFormat Format(PipelineHost host) => host.Services.GetRequiredService<CredentialFormat>();

    private static Task<PipelineHost> StartAsync(Lifecycle lifecycle) =>
        PipelineHost.StartAsync(new PipelineSetup { Auth = auth => auth.UseStore<IStoreLifecycle>(_ => lifecycle) });

    private static Task<PipelineHost> StartAsync(Dictionary<string, string?> settings, InMemoryDatabase database) =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = settings,
                Services = services => services.AddSingleton(database),
                Map = app => app.MapGet("/", () => "in").RequireScope(),
            }
        );

    private sealed record Lifecycle(bool IsDurable, string? DataDirectory) : IStoreLifecycle
    {
        public string Name => "Test";

        public ValueTask InitializeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask CheckAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
