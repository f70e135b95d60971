namespace Auth.OAuth;

/// <summary>What a key learns about itself.</summary>
public sealed class KeyInfoTests
{
    [Fact]
    public async Task A_key_sees_its_windows_and_looking_costs_nothing()
    {
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Limits = limits => limits.Tiers["standard"]["burst"] = "5/min"
        );
        var key = await host.RegisterAsync("""{"client_name":"App","scope":"read"}""");
        var token = await host.TokenAsync(key);
        await host.UseAsync(token);
        await host.UseAsync(token);

        for (var i = 0; i < 10; i++)
        {
            var reply = await host.GetAsync(OAuthHost.KeyPath, OAuthHost.Bearer(token));

            reply.Status.ShouldBe(200);
            reply.ShouldNotBeStored();
            reply.Text("client_id").ShouldBe(key.Id);
            reply.Text("client_name").ShouldBe("App");
            reply.Text("tier").ShouldBe("standard");
            reply.Text("scope").ShouldBe("read");
            var window = reply.Json.GetProperty("limits").EnumerateArray().Single();
            window.GetProperty("name").GetString().ShouldBe("burst");
            window.GetProperty("used").GetInt32().ShouldBe(2);
            window.GetProperty("remaining").GetInt32().ShouldBe(3);
        }
    }

    [Fact]
    public async Task Without_a_good_token_there_is_nothing_to_see()
    {
        await using var host = await OAuthHost.StartAsync();

        var anonymous = await host.GetAsync(OAuthHost.KeyPath);
        anonymous.Status.ShouldBe(401);
        anonymous.Header("WWW-Authenticate").ShouldNotBeNull().ShouldNotContain("error=");
        (await host.GetAsync(OAuthHost.KeyPath, OAuthHost.Bearer("nonsense"))).ShouldBeError(401, "invalid_token");
    }
}
