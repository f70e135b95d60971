using System.Security.Cryptography;
using System.Text.Json;
using Auth.Credentials;
using Auth.Pipeline;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Admin;

/// <summary>Existing clients are taken over one by one: each is answered for, and none is changed that is there already.</summary>
public sealed class ClientImportTests
{
    private const string Random = "q8Zw3nT5yK1mB7xR9cV2dL6hJ4gF0sP8aQ5uE3iO1";

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"clients":[]}""")]
    [InlineData("""{"clients":{}}""")]
    [InlineData("""{"clients":[{}],"dry_run":"yes"}""")]
    [InlineData("""{"clients":[{}],"dry_run":null}""")]
    [InlineData("""{"clients":[{}],"color":1}""")]
    [InlineData("[]")]
    public async Task A_wrong_body_imports_nothing(string body)
    {
        await using var admin = await AdminHost.StartAsync();

        using var response = await admin.SendAsync("POST", "/client-imports", body);

        ((int)response.StatusCode).ShouldBe(400);
        await response.ProblemAsync();
    }

    [Theory]
    [InlineData("7", "object")]
    [InlineData("{}", "client_id")]
    [InlineData("""{"client_id":"a b","name":"A","secret":"s"}""", "client_id")]
    [InlineData("""{"client_id":"a\u0000","name":"A","secret":"s"}""", "client_id")]
    [InlineData("""{"client_id":"a","secret":"s"}""", "name")]
    [InlineData("""{"client_id":"a","name":"\u200b","secret":"s"}""", "name")]
    [InlineData("""{"client_id":"a","name":"A"}""", "secret")]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","secret_hash":"x"}""", "secret")]
    [InlineData("""{"client_id":"a","name":"A","secret":""}""", "secret")]
    [InlineData("""{"client_id":"a","name":"A","secret_hash":"plain"}""", "secret_hash")]
    [InlineData("""{"client_id":"a","name":"A","secret_hash":"pbkdf2_sha256$0$s$AAAA"}""", "secret_hash")]
    [InlineData(
        """{"client_id":"a","name":"A","secret_hash":"$2b$31$abcdefghijklmnopqrstuu/bhqOSMfJ6kocAqkw3RcnwkMHM.8f4m"}""",
        "cost"
    )]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","tier":"gold"}""", "tier")]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","limits":{"burst":"fast"}}""", "limits")]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","verified":"true"}""", "verified")]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","email":"nobody"}""", "email")]
    [InlineData(
        """{"client_id":"a","name":"A","secret":"s","redirect_uris":["javascript:alert(1)"]}""",
        "redirect_uris"
    )]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","redirect_uris":"https://a.example"}""", "redirect_uris")]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","website":"javascript:alert(1)"}""", "website")]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","created_at":"yesterday"}""", "created_at")]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","unique_name":1}""", "unique_name")]
    [InlineData("""{"client_id":"a","name":"A","secret":"s","color":1}""", "unknown")]
    public async Task A_wrong_client_is_refused_with_the_reason_and_the_others_go_in(string client, string reason)
    {
        await using var admin = await AdminHost.StartAsync();
        var body = $$"""{"clients":[{{client}},{"client_id":"good","name":"Good","secret":"{{Random}}"}]}""";

        var results = await ImportAsync(admin, body);

        Outcome(results[0]).ShouldBe("refused");
        results[0].GetProperty("detail").GetString()!.ShouldContain(reason);
        Outcome(results[1]).ShouldBe("imported");
        (await admin.DoAsync("GET", "/clients")).GetProperty("clients").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_is_there_already_stays_as_it_is()
    {
        await using var admin = await AdminHost.StartAsync();
        var first = Row("one", "Name", Random);
        Outcome((await ImportAsync(admin, Body(first)))[0]).ShouldBe("imported");

        var second = await ImportAsync(
            admin,
            Body(
                Row("one", "Other", "x" + Random),
                Row("two", "Name", Random),
                Row("three", "Name", Random, unique: true)
            )
        );

        second.Select(Outcome).ShouldBe(["existing", "imported", "imported"]);
        (await admin.DoAsync("GET", "/clients/one")).GetProperty("name").GetString().ShouldBe("Name");
        var taken = await ImportAsync(admin, Body(Row("four", "NAME", Random, unique: true)));
        Outcome(taken[0]).ShouldBe("refused");
        Outcome(
                (
                    await ImportAsync(
                        admin,
                        Body(Row("four", "NAME", Random, unique: true))
                            .Replace("}]}", "}],\"dry_run\":true}", StringComparison.Ordinal)
                    )
                )[0]
            )
            .ShouldBe("refused");
    }

    [Fact]
    public async Task A_secret_that_looks_random_is_hashed_quickly_and_a_chosen_one_slowly()
    {
        await using var admin = await AdminHost.StartAsync(auth =>
            auth.Services.Configure<ClientCredentialsAuthOptions>(o => o.ImportedSecrets.Iterations = 1_000)
        );
        await ImportAsync(
            admin,
            Body(Row("random", "A", Random), Row("chosen", "B", "correct-horse-battery-staple-2024-and-so-on"))
        );

        var clients = admin.Host.Services.GetRequiredService<IClientStore>();
        (await HashAsync(clients, "random")).ShouldStartWith("v1$sha256$");
        (await HashAsync(clients, "chosen")).ShouldStartWith("v1$pbkdf2-sha256$1000$");
    }

    [Theory]
    [InlineData(Random, true)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", true)]
    [InlineData("correct-horse-battery-staple-2024-and-so-on", false)]
    [InlineData("aaaaaaaa1aaaaaaaa1aaaaaaaa1aaaaaaaa1", false)]
    [InlineData("a1b2a1b2a1b2a1b2a1b2a1b2a1b2a1b2", false)]
    [InlineData("q8Zw3nT5yK1mB7xR", false)]
    public void Random_secrets_are_told_from_chosen_ones(string secret, bool random) =>
        SecretStrength.LooksRandom(secret).ShouldBe(random);

    [Fact]
    public async Task A_slowly_hashed_secret_is_taken_where_the_host_says_so_and_then_hashed_better()
    {
        await using var admin = await AdminHost.StartAsync(auth =>
            auth.Services.Configure<ClientCredentialsAuthOptions>(o =>
            {
                o.ImportedSecrets.Iterations = 2_000;
                o.ImportedSecrets.AtTokenEndpoints = true;
            })
        );
        var clients = admin.Host.Services.GetRequiredService<IClientStore>();
        await ImportAsync(admin, Body(Hashed("random", Random), Hashed("chosen", "hunter2")));

        (await admin.AuthenticateAsync("random", Random[1..])).ShouldBe(401);
        (await admin.AuthenticateAsync("nobody", Random)).ShouldBe(401);
        (await admin.AuthenticateAsync("random", Random)).ShouldBe(200);
        (await admin.AuthenticateAsync("chosen", "hunter2")).ShouldBe(200);

        (await HashAsync(clients, "random")).ShouldStartWith("v1$sha256$");
        (await HashAsync(clients, "chosen")).ShouldStartWith("v1$pbkdf2-sha256$2000$");
        (await admin.AuthenticateAsync("random", Random)).ShouldBe(200);
        (await admin.AuthenticateAsync("chosen", "hunter2")).ShouldBe(200);
    }

    [Fact]
    public async Task Unless_the_host_says_so_no_token_endpoint_hashes_slowly()
    {
        await using var admin = await AdminHost.StartAsync();
        await ImportAsync(admin, Body(Hashed("old", Random)));

        (await admin.AuthenticateAsync("old", Random)).ShouldBe(401);
    }

    [Fact]
    public async Task A_full_line_refuses_nobody_counts_no_failure_and_lets_generated_secrets_through()
    {
        await using var admin = await AdminHost.StartAsync(auth =>
            auth.Services.Configure<ClientCredentialsAuthOptions>(o => o.ImportedSecrets.AtTokenEndpoints = true)
        );
        await ImportAsync(admin, Body(Row("imported", "A", Random), Hashed("old", Random)));
        var created = await admin.DoAsync("POST", "/clients", new { name = "Made here" });
        var gate = admin.Host.Services.GetRequiredService<SlowHashGate>();
        using var hold = new ManualResetEventSlim();
        var line = Enumerable
            .Range(0, SlowHashGate.Slots + SlowHashGate.MaxWaiting)
            .Select(_ =>
                gate.RunAsync(
                        () =>
                        {
                            hold.Wait();
                            return true;
                        },
                        CancellationToken.None
                    )
                    .AsTask()
            )
            .ToList();

        for (var i = 0; i < 30; i++)
        {
            (await admin.AuthenticateAsync("nobody", "wrong")).ShouldBe(503);
            (await admin.AuthenticateAsync("old", "wrong")).ShouldBe(503);
        }

        var made = created.GetProperty("client").GetProperty("client_id").GetString()!;
        (await admin.AuthenticateAsync(made, created.GetProperty("client_secret").GetString()!)).ShouldBe(200);
        (await admin.AuthenticateAsync(made, "auth_cs_" + Random)).ShouldBe(
            401,
            "a forged secret of this host waits for nothing"
        );
        (await admin.AuthenticateAsync("imported", Random)).ShouldBe(200);
        Outcome((await ImportAsync(admin, Body(Row("late", "Late", "hunter2"))))[0]).ShouldBe("busy");
        hold.Set();
        await Task.WhenAll(line);
    }

    private static async Task<IReadOnlyList<JsonElement>> ImportAsync(AdminHost admin, string body) =>
        [.. (await admin.DoAsync("POST", "/client-imports", body)).GetProperty("results").EnumerateArray()];

    private static string Body(params string[] rows) => $$"""{"clients":[{{string.Join(',', rows)}}]}""";

    private static string Row(string id, string name, string secret, bool unique = false) =>
        JsonSerializer.Serialize(
            new
            {
                client_id = id,
                name,
                secret,
                unique_name = unique,
            }
        );

    /// <summary>A secret hashed as Django does.</summary>
    private static string Hashed(string id, string secret)
    {
        var digest = Rfc2898DeriveBytes.Pbkdf2(secret, "salt"u8, 1_000, HashAlgorithmName.SHA256, 32);
        var hash = $"pbkdf2_sha256$1000$salt${Convert.ToBase64String(digest)}";
        return JsonSerializer.Serialize(
            new
            {
                client_id = id,
                name = id,
                secret_hash = hash,
            }
        );
    }

    private static string? Outcome(JsonElement result) => result.GetProperty("outcome").GetString();

    private static async Task<string> HashAsync(IClientStore clients, string id) =>
        (await clients.FindAsync(id, default))!.Secrets.ShouldHaveSingleItem().Hash.Value;
}
