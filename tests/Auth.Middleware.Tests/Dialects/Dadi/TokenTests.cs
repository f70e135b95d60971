using Auth.Credentials;
using Auth.Rig;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Dadi;

public sealed class MemoryTokenTests() : TokenTests(StoreKind.Memory);

public sealed class SqliteTokenTests() : TokenTests(StoreKind.Sqlite);

public sealed class PostgreSqlTokenTests() : TokenTests(StoreKind.PostgreSql);

/// <summary><c>POST /token</c>.</summary>
public abstract class TokenTests(StoreKind store) : DadiTest(store)
{
    private const string Good = """{"clientId":"testClient","secret":"superSecret"}""";
    private const string Challenge =
        "Bearer, error=\"invalid_credentials\", error_description=\"Invalid credentials supplied\"";

    [Fact]
    public async Task Credentials_buy_a_token_with_exactly_this_answer()
    {
        var reply = await Host.PostAsync("/token", Good);

        reply.Status.ShouldBe(200);
        reply.Json.EnumerateObject().Select(m => m.Name).ShouldBe(["accessToken", "tokenType", "expiresIn"]);
        reply.Body.ShouldEndWith(""","tokenType":"Bearer","expiresIn":1800}""");
        reply.Text("accessToken").ShouldStartWith("auth_at_");
        reply.Header("Content-Type").ShouldBe("application/json");
        reply.Header("Cache-Control").ShouldBe("no-store");
        reply.Header("Pragma").ShouldBe("no-cache");
        reply.Header("Content-Length").ShouldBe($"{reply.Body.Length}");
        reply.Header("ETag")!.ShouldMatch("^\"[0-9a-f]+-[A-Za-z0-9+/]{27}\"$");
    }

    [Fact]
    public async Task Every_login_gives_another_token_and_all_of_them_work()
    {
        var tokens = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => Host.TokenAsync(DadiHost.RootId, DadiHost.RootSecret))
        );

        tokens.Distinct().Count().ShouldBe(5);
        foreach (var token in tokens)
        {
            (await Host.GetAsync("/private", token)).Status.ShouldBe(200);
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=utf-8")]
    [InlineData("APPLICATION/JSON; CHARSET=UTF-8")]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=utf-8")]
    public async Task JSON_is_read_also_when_it_is_called_text(string type)
    {
        var reply = await Host.SendAsync("POST", "/token", body: DadiHost.Raw(Good, type));

        reply.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_form_is_read_too()
    {
        var reply = await Host.SendAsync(
            "POST",
            "/token",
            body: DadiHost.Raw("clientId=testClient&secret=super%53ecret", "application/x-www-form-urlencoded")
        );

        reply.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"clientId":"nobody","secret":"superSecret"}""")]
    [InlineData("""{"clientId":"testClient","secret":"wrong"}""")]
    [InlineData("""{"clientId":"testclient","secret":"superSecret"}""")]
    [InlineData("""{"clientId":"testClient","secret":"superSecret "}""")]
    [InlineData("""{"clientId":"testClient"}""")]
    [InlineData("""{"secret":"superSecret"}""")]
    [InlineData("""{"clientId":"","secret":""}""")]
    [InlineData("""{"clientId":"testClient","secret":{"$ne":null}}""")]
    [InlineData("""{"clientId":{"$ne":null},"secret":"superSecret"}""")]
    [InlineData("""{"clientId":["testClient"],"secret":["superSecret"]}""")]
    [InlineData("""{"clientId":1,"secret":true}""")]
    [InlineData("""{"clientId":null,"secret":null}""")]
    [InlineData("""{"ClientId":"testClient","Secret":"superSecret"}""")]
    [InlineData("""{"email":"nobody@example.org","secret":"superSecret"}""")]
    [InlineData("""{"email":7,"secret":"superSecret"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("")]
    public async Task Bad_credentials_of_every_kind_are_answered_alike(string body)
    {
        var reply = await Host.PostAsync("/token", body);

        ShouldBe(reply, 401, """{"statusCode":401}""");
        reply.Header("WWW-Authenticate").ShouldBe(Challenge);
        reply.Header("Content-Type").ShouldBe("application/json");
        reply.Header("Content-Length").ShouldBe("18");
        reply.Header("Cache-Control").ShouldBe("no-store");
        reply.Header("Pragma").ShouldBe("no-cache");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task A_body_of_another_type_is_not_seen(string? type)
    {
        var reply = await Host.SendAsync("POST", "/token", body: DadiHost.Raw(Good, type));

        ShouldBe(reply, 401, """{"statusCode":401}""");
    }

    [Fact]
    public async Task Credentials_in_the_query_are_not_seen() =>
        (await Host.SendAsync("POST", "/token?clientId=testClient&secret=superSecret")).Status.ShouldBe(401);

    [Fact]
    public async Task A_query_and_a_slash_at_the_end_do_no_harm()
    {
        (await Host.PostAsync("/token?a=b", Good)).Status.ShouldBe(200);
        (await Host.PostAsync("/token/", Good)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("{x", 400, "entity.parse.failed")]
    [InlineData("""{"clientId":"a","clientId":"b"}""", 400, "entity.parse.failed")]
    [InlineData("""{"secret":"\ud800"}""", 400, "entity.parse.failed")]
    [InlineData("TOO LARGE", 413, "entity.too.large")]
    public async Task A_body_that_cannot_be_read_is_not_repeated(string body, int status, string type)
    {
        body = body == "TOO LARGE" ? $$"""{"secret":"{{new string('x', 17_000)}}"}""" : body;

        var reply = await Host.PostAsync("/token", body);

        ShouldBe(reply, status, $$"""{"expose":true,"statusCode":{{status}},"status":{{status}},"type":"{{type}}"}""");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_not_there(string method)
    {
        var reply = await Host.SendAsync(method, "/token");

        ShouldBe(reply, 404, "");
        reply.Header("Content-Length").ShouldBe("0");
    }

    [Fact]
    public async Task An_address_logs_in_as_well_and_means_the_client()
    {
        await Host.NewClientAsync("ada", ""","email":"Ada@Example.ORG" """);

        var reply = await Host.PostAsync("/token", """{"email":"Ada@example.org","secret":"s"}""");

        reply.Status.ShouldBe(200);
        var self = await Host.GetAsync("/api/client", reply.Text("accessToken"));
        self.Status.ShouldBe(200, "upstream's tokens by address were good for nothing");
        self.Json.GetProperty("results")[0].GetProperty("clientId").GetString().ShouldBe("ada");
        (await Host.PostAsync("/token", """{"email":"ada@example.org","secret":"s"}""")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Where_there_is_an_id_the_address_is_not_looked_at()
    {
        await Host.NewClientAsync("ada", ""","email":"ada@example.org" """);

        (await Host.PostAsync("/token", """{"clientId":"x","email":"ada@example.org","secret":"s"}""")).Status.ShouldBe(
            401
        );
    }

    [Fact]
    public async Task A_token_ends_after_half_an_hour()
    {
        (await Host.GetAsync("/private", Host.Root)).Status.ShouldBe(200);

        Host.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));
        (await Host.GetAsync("/private", Host.Root)).Status.ShouldBe(200);
        Host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var late = await Host.GetAsync("/private", Host.Root);
        ShouldBe(late, 401, Unauthorised);
        late.Header("WWW-Authenticate")
            .ShouldBe("Bearer, error=\"invalid_token\", error_description=\"Invalid or expired access token\"");
    }

    [Fact]
    public async Task Path_and_lifetime_are_the_hosts_choice()
    {
        await using var host = await DadiHost.StartAsync(
            Store,
            dadi: options =>
            {
                options.TokenLifetime = TimeSpan.FromSeconds(90);
                options.TokenPath = "/login/token";
            }
        );

        var reply = await host.PostAsync("/login/token", Good);

        reply.Json.GetProperty("expiresIn").GetInt32().ShouldBe(90);
        (await host.PostAsync("/token", Good)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Wrong_secrets_are_counted_and_the_right_one_still_works_from_elsewhere()
    {
        for (var i = 0; i < 20; i++)
        {
            (await Host.RequestTokenAsync(DadiHost.RootId, "wrong")).Status.ShouldBe(401);
        }

        var refused = await Host.RequestTokenAsync(DadiHost.RootId, DadiHost.RootSecret);

        ShouldBe(refused, 429, """{"statusCode":429}""");
        int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeInRange(1, 63);
        (await Host.RequestTokenAsync(DadiHost.RootId, DadiHost.RootSecret, "198.51.100.7")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_of_another_dialect_with_a_generated_secret_may_log_in_here_too()
    {
        var secret = "auth_cs_generated";
        var clients = Host.Services.GetRequiredService<IClientStore>();
        await clients.AddAsync(
            new()
            {
                Id = "other",
                Name = "Other",
                NormalizedName = "other",
                Tier = "standard",
                Secrets = [new("1", CredentialHash.OfSecret(secret), Host.Clock.GetUtcNow(), null)],
                CreatedAt = Host.Clock.GetUtcNow(),
            },
            null,
            Host.Clock.GetUtcNow(),
            CancellationToken.None
        );

        var token = await Host.TokenAsync("other", secret);

        (await Host.RequestTokenAsync("other", "auth_cs_wrong")).Status.ShouldBe(401);
        (await Host.GetAsync("/api/client", token)).Body.ShouldBe(
            """{"results":[{"clientId":"other","accessType":"user","resources":{},"roles":[],"data":{}}]}"""
        );
        (await Host.GetAsync("/api/clients", token)).Status.ShouldBe(403);
        (await Host.GetAsync("/api/clients", Host.Root)).Body.ShouldNotContain("other");
        (await Host.DeleteAsync("/api/clients/other", Host.Root)).Status.ShouldBe(404);
    }
}
