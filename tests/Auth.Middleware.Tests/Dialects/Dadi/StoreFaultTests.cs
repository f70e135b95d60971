using Auth.Rig;

namespace Auth.Dialects.Dadi;

/// <summary>A store that fails is an outage in the dialect's words, never a refusal and never half done.</summary>
public sealed class StoreFaultTests
{
    private const string Unavailable =
        """{"code":"API-0004","title":"Database unavailable","details":"The request could not be fulfilled because the database is not available.","docLink":"https://docs.dadi.cloud/api/#api-0004"}""";

    [Theory]
    [InlineData("IClientStore.FindAsync", "POST", "/token", """{"clientId":"testClient","secret":"superSecret"}""")]
    [InlineData("ITokenStore.AddAsync", "POST", "/token", """{"clientId":"testClient","secret":"superSecret"}""")]
    [InlineData("IRateLimitStore.PeekAsync", "POST", "/token", """{"clientId":"testClient","secret":"superSecret"}""")]
    [InlineData("IClientStore.FindByUniqueNameAsync", "POST", "/token", """{"email":"a@b.example","secret":"x"}""")]
    [InlineData("IClientStore.FindAsync", "GET", "/api/client", null)]
    [InlineData("IRoleStore.ListAsync", "GET", "/api/clients", null)]
    [InlineData("IClientStore.PageWithAccessAsync", "GET", "/api/clients", null)]
    [InlineData("IClientStore.AddAsync", "POST", "/api/clients", """{"clientId":"a","secret":"b"}""")]
    [InlineData("IClientStore.TryUpdateAsync", "PUT", "/api/client", """{"data":{"a":1}}""")]
    [InlineData("IClientStore.RemoveAsync", "DELETE", "/api/clients/testClient", null)]
    [InlineData("IRoleStore.TryAddAsync", "POST", "/api/roles", """{"name":"a"}""")]
    [InlineData("IAccessKeyStore.AddAsync", "POST", "/api/keys", "{}")]
    [InlineData("IAccessKeyStore.PageAsync", "GET", "/api/keys", null)]
    [InlineData("IAccessKeyStore.FindByIdAsync", "DELETE", "/api/keys/x", null)]
    public async Task A_call_that_fails_is_answered_503(string call, string method, string path, string? body)
    {
        var faults = new FaultInjector();
        await using var host = await DadiHost.StartAsync(builder: faults.Attach);
        (await host.GetAsync("/private", host.Root)).Status.ShouldBe(200);
        faults.Fail(call);

        var failed = await host.SendAsync(method, path, host.Root, body is null ? null : DadiHost.Json(body));

        failed.Body.ShouldBe(Unavailable);
        failed.Status.ShouldBe(503);
        failed.Header("Retry-After").ShouldBe("5");
        failed.Header("WWW-Authenticate").ShouldBeNull();
        faults.Hits.ShouldBeGreaterThan(0);
        faults.Heal();
        var again = await host.SendAsync(method, path, host.Root, body is null ? null : DadiHost.Json(body));
        again.Status.ShouldNotBe(503);
    }

    [Fact]
    public async Task A_key_is_not_refused_while_it_cannot_be_looked_up()
    {
        var faults = new FaultInjector();
        await using var host = await DadiHost.StartAsync(builder: faults.Attach);
        var made = await host.PostAsync(
            "/api/keys",
            """{"resources":{"collection:v1_things":{"read":true}}}""",
            host.Root
        );
        var key = made.Json.GetProperty("results")[0].GetProperty("token").GetString();
        faults.Fail("IAccessKeyStore.FindAsync");

        (await host.GetAsync("/things", key)).Status.ShouldBe(503);
        faults.Heal();
        (await host.GetAsync("/things", key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_host_endpoint_is_not_opened_while_roles_cannot_be_read()
    {
        var faults = new FaultInjector();
        await using var host = await DadiHost.StartAsync(builder: faults.Attach);
        var ada = await host.NewClientAsync("ada", ""","resources":{"collection:v1_things":{"read":true}}""");
        faults.Fail("IRoleStore.ListAsync");
        await host.Services.GetRequiredService().RemoveAsync("none", default);

        var failed = await host.GetAsync("/things", ada);

        failed.Body.ShouldBe(Unavailable);
        failed.Status.ShouldBe(503);
    }
}

file static class RoleStoreOf
{
    public static Auth.Storage.IRoleStore GetRequiredService(this IServiceProvider services) =>
        (Auth.Storage.IRoleStore)services.GetService(typeof(Auth.Storage.IRoleStore))!;
}
