using Auth.Rig;

namespace Auth.OAuth;

/// <summary>A new secret is rolled out while the one before still works.</summary>
public sealed class RotationTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "D8")]
    [Trait("line", "T2")]
    [Trait("attack", "8")]
    public async Task Both_secrets_work_until_the_overlap_ends_and_tokens_live_on(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);

        var reply = await RotateAsync(host, key, """{"overlap_seconds":600}""");

        reply.Status.ShouldBe(200, reply.Body);
        reply.ShouldNotBeStored();
        reply.Json.GetProperty("client_secret_expires_at").GetInt64().ShouldBe(0);
        var end = host.Clock.GetUtcNow().ToUnixTimeSeconds() + 600;
        reply.Json.GetProperty("previous_secrets_expire_at").GetInt64().ShouldBe(end);
        var next = key with { Secret = reply.Text("client_secret") };
        next.Secret.ShouldNotBe(key.Secret);
        host.Clock.Advance(TimeSpan.FromSeconds(599));
        (await host.RequestTokenAsync(key)).Status.ShouldBe(200);
        (await host.RequestTokenAsync(next)).Status.ShouldBe(200);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await host.RequestTokenAsync(key)).ShouldBeError(401, "invalid_client");
        (await host.RequestTokenAsync(next)).Status.ShouldBe(200);
        (await host.UseAsync(token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_an_overlap_the_old_secret_ends_at_once_and_a_day_is_the_default()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        var second = key with { Secret = (await RotateAsync(host, key, "{}")).Text("client_secret") };
        host.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await host.RequestTokenAsync(key)).Status.ShouldBe(200);

        var third = key with
        {
            Secret = (await RotateAsync(host, key, """{"overlap_seconds":0}""")).Text("client_secret"),
        };
        (await host.RequestTokenAsync(key)).ShouldBeError(401, "invalid_client");
        (await host.RequestTokenAsync(second)).ShouldBeError(401, "invalid_client");
        (await host.RequestTokenAsync(third)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task However_often_a_client_rotates_five_secrets_live_at_the_most()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var secrets = new List<string> { key.Secret };
        for (var i = 0; i < 8; i++)
        {
            secrets.Add((await RotateAsync(host, key, """{"overlap_seconds":604800}""")).Text("client_secret"));
        }

        foreach (var (secret, index) in secrets.Select((secret, index) => (secret, index)))
        {
            var reply = await host.RequestTokenAsync(key with { Secret = secret });
            reply.Status.ShouldBe(index < 4 ? 401 : 200, $"secret {index}");
        }
    }

    [Theory]
    [InlineData("""{"overlap_seconds":-1}""")]
    [InlineData("""{"overlap_seconds":604801}""")]
    [InlineData("""{"overlap_seconds":"600"}""")]
    [InlineData("""{"overlap_seconds":1.5}""")]
    [InlineData("""{"overlap_seconds":null}""")]
    [InlineData("[]")]
    public async Task An_overlap_out_of_range_changes_nothing(string body)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        (await RotateAsync(host, key, body)).ShouldBeError(400, "invalid_request");

        (await host.RequestTokenAsync(key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Only_the_registration_token_rotates()
    {
        await using var host = await OAuthHost.StartAsync();
        var (key, other) = (await host.RegisterAsync(), await host.RegisterAsync());

        (await host.SendJsonAsync(HttpMethod.Post, key.Path + "/secret", "{}", other.Manage)).ShouldBeError(
            401,
            "invalid_token"
        );
        (await host.SendJsonAsync(HttpMethod.Post, key.Path + "/secret", "{}", key.Basic)).Status.ShouldBe(401);
    }

    private static Task<Reply> RotateAsync(OAuthHost host, Key key, string body) =>
        host.SendJsonAsync(HttpMethod.Post, key.Path + "/secret", body, key.Manage);
}
