using System.Security.Cryptography;
using System.Text;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>Clients of existing services are imported with <c>auth-admin</c> and get tokens with the secrets they have.</summary>
public sealed class ImportTests(ImportTests.MigrationHost open) : IClassFixture<ImportTests.MigrationHost>
{
    private const string OldSecret =
        "k3J9dQ2mX7wT5rY8uB4nV6cZ1sA0fG3hL9pO2iU7yE5tR4wQ8xN6bM1vC0zK3jH2gF5dS8aP9oI7uY6tR4eW1qL0kJ3hG2fD5sA8zX7cV9bN6mQ4wE1rT0yU";

    private HostProcess Host => open.Host;

    [Fact]
    public async Task Clients_of_Openverse_keep_their_ids_and_secrets()
    {
        var (hashed, plain) = (NewId(), NewId());
        var csv = $"""
            client_id,client_secret,name,rate_limit_model,verified,revoked,created
            {hashed},{Django(OldSecret)},Old app {hashed},enhanced,t,f,2023-04-05 06:07:08.12+00
            {plain},{OldSecret},Older app {plain},standard,t,f,2021-01-02 03:04:05+00
            {NewId()},argon2$argon2id$v=19$abc,Third {hashed},standard,t,f,2023-04-05 06:07:08+00
            {NewId()},{OldSecret},Fourth {hashed},gold,t,f,2023-04-05 06:07:08+00
            {plain},{OldSecret},Fifth {hashed},standard,t,f,2023-04-05 06:07:08+00
            {NewId()},{OldSecret}
            """;

        var dry = await ImportAsync(csv, "--from", "openverse", "--dry-run");
        (await Host.AdminAsync("show", hashed)).ExitCode.ShouldBe(1, "nothing was stored");
        var run = await ImportAsync(csv, "--from", "openverse");

        foreach (var result in (ToolRun[])[dry, run])
        {
            result.ExitCode.ShouldBe(1, "some rows were refused");
            Counts(result).ShouldBe((6, 2, 0, 4));
        }

        Outcomes(run).ShouldBe("imported imported refused refused refused refused");
        Details(run)[2].ShouldContain("hash of a kind");
        Details(run)[3].ShouldContain("tier");
        Details(run)[4].ShouldContain("line 3");
        Details(run)[5].ShouldContain("2 fields");
        run.Output.ShouldNotContain(OldSecret);

        // The first time slowly, then with the hash that replaced the old one.
        for (var i = 0; i < 2; i++)
        {
            var token = await Host.RequestTokenAsync(hashed, OldSecret);
            token.Status.ShouldBe(200, token.Body);
            (await Host.GetAsync("v1/images/", token.Text("access_token")))
                .Header("X-RateLimit-Limit-enhanced_oauth2_client_credentials_burst")
                .ShouldBe("200/min");
        }

        (await Host.RequestTokenAsync(plain, OldSecret)).Status.ShouldBe(200);
        (await Host.RequestTokenAsync(hashed, OldSecret[1..])).Status.ShouldBe(401);
        var shown = await Host.AdminJsonAsync("show", hashed);
        shown.GetProperty("created_at").GetDateTimeOffset().Year.ShouldBe(2023);
        Counts(await ImportAsync(csv, "--from", "openverse")).ShouldBe((6, 0, 2, 4));
    }

    [Fact]
    public async Task Applications_of_Doorkeeper_come_in_clear_or_as_SHA_256()
    {
        var (clear, hashed) = (NewId(), NewId());
        const string secret = "3a7f9c21d8e04b6795ab13cd57ef80246b9d1f3e5c7a8204f6e1d3c5b7a90812";
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        const string head = "uid,secret,name,redirect_uri,scopes\n";
        var one = head + $"{clear},x9-{secret},App,\"https://a.example/cb\nurn:ietf:wg:oauth:2.0:oob\",read write\n";
        var other = head + $"{hashed},{digest},App,https://b.example/cb,read\n";

        (await ImportAsync(one, "--from", "mastodon")).ExitCode.ShouldBe(0);
        (await ImportAsync(other, "--from", "doorkeeper")).ExitCode.ShouldBe(1, "it may be either");
        (await ImportAsync(other, "--from", "doorkeeper", "--secrets", "hashed")).ExitCode.ShouldBe(0);

        (await Host.FormAsync("v1/auth_tokens/token/", Form(clear, "x9-" + secret))).Status.ShouldBe(200);
        (await Host.FormAsync("v1/auth_tokens/token/", Form(hashed, secret))).Status.ShouldBe(200);
        (await Host.FormAsync("v1/auth_tokens/token/", Form(hashed, digest))).Status.ShouldBe(
            401,
            "the hash is no secret"
        );
    }

    [Fact]
    public async Task Clients_of_DADI_come_with_bcrypt_or_in_clear()
    {
        var (hashed, chosen) = ("dadi-" + NewId(), "dadi-" + NewId());
        // bcrypt of "secretSquirrel" with a cost of 5, by libxcrypt.
        const string hash = "$2b$05$abcdefghijklmnopqrstuu/bhqOSMfJ6kocAqkw3RcnwkMHM.8f4m";
        var csv = $"clientId,secret,accessType\n{hashed},{hash},admin\n{chosen},hunter2,user\n";

        var run = await ImportAsync(csv, "--from", "dadi");
        run.ExitCode.ShouldBe(0, run.Output + run.Error);

        foreach (var (id, secret) in new[] { (hashed, "secretSquirrel"), (chosen, "hunter2") })
        {
            (await DadiAsync(id, secret)).ShouldBe(200);
            (await DadiAsync(id, secret)).ShouldBe(200);
            (await DadiAsync(id, secret + "x")).ShouldBe(401);
        }

        (await Host.AdminJsonAsync("show", hashed)).GetProperty("access_type").GetString().ShouldBe("admin");
    }

    [Fact]
    public async Task What_was_exported_can_be_imported_once_secrets_are_added()
    {
        var id = NewId();
        var csv =
            $"client_id,name,limits,disabled,scopes,secret\n{id},Name,\"{{\"\"burst\"\":\"\"7/min\"\"}}\",false,read write,{OldSecret}\n";

        (await ImportAsync(csv)).ExitCode.ShouldBe(0);

        var shown = await Host.AdminJsonAsync("show", id);
        shown.GetProperty("limits").GetProperty("burst").GetString().ShouldBe("7/min");
        shown.GetProperty("scopes").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,secret\nx,y\n")]
    [InlineData("client_id,client_id,secret\nx,y,z\n")]
    public async Task A_file_without_the_right_headings_is_not_sent(string csv)
    {
        var run = await ImportAsync(csv);

        (run.ExitCode, run.Output).ShouldBe((2, ""));
    }

    private static (string, string)[] Form(string id, string secret) =>
        [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", "read")];

    private async Task<int> DadiAsync(string id, string secret)
    {
        var body = new StringContent(
            $$"""{"clientId":"{{id}}","secret":"{{secret}}"}""",
            Encoding.UTF8,
            "application/json"
        );
        return (await Host.SendAsync(HttpMethod.Post, "token", body: body)).Status;
    }

    private Task<ToolRun> ImportAsync(string csv, params string[] options) =>
        AdminTool.RunAsync(
            new() { ["AUTH_ADMIN_URL"] = Host.Address.AbsoluteUri, ["AUTH_ADMIN_KEY"] = HostCalls.OperatorKey },
            ["import", "-", "--json", .. options],
            csv
        );

    private static (int, int, int, int) Counts(ToolRun run) =>
        (Number(run, "rows"), Number(run, "imported"), Number(run, "existing"), Number(run, "refused"));

    private static int Number(ToolRun run, string name) => run.Json.GetProperty(name).GetInt32();

    private static string Outcomes(ToolRun run) =>
        string.Join(
            ' ',
            run.Json.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("outcome").GetString())
        );

    private static string[] Details(ToolRun run) =>
        [
            .. run
                .Json.GetProperty("results")
                .EnumerateArray()
                .Select(row => row.TryGetProperty("detail", out var detail) ? detail.GetString()! : ""),
        ];

    private static string NewId() => RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>As Django stores it.</summary>
    private static string Django(string secret)
    {
        const string salt = "Zq8mN4tB7wXc2LpR5vYh9K";
        var digest = Rfc2898DeriveBytes.Pbkdf2(
            secret,
            Encoding.UTF8.GetBytes(salt),
            260_000,
            HashAlgorithmName.SHA256,
            32
        );
        return $"pbkdf2_sha256$260000${salt}${Convert.ToBase64String(digest)}";
    }

    /// <summary>A host that takes slowly hashed secrets at all token endpoints.</summary>
    public sealed class MigrationHost : IAsyncLifetime
    {
        internal HostProcess Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Host = await HostProcess.StartAsync(
                new Dictionary<string, string?>(OpenHost.Settings)
                {
                    ["Auth__ImportedSecrets__AtTokenEndpoints"] = "true",
                }
            );

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
