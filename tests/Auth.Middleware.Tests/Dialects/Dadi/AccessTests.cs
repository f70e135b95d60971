using Auth.Rig;

namespace Auth.Dialects.Dadi;

public sealed class MemoryAccessTests() : AccessTests(StoreKind.Memory);

public sealed class SqliteAccessTests() : AccessTests(StoreKind.Sqlite);

public sealed class PostgreSqlAccessTests() : AccessTests(StoreKind.PostgreSql);

/// <summary>What callers may do at a host's endpoints, and at once after a change.</summary>
public abstract class AccessTests(StoreKind store) : DadiTest(store)
{
    private const string Things = DadiHost.Things;

    [Fact]
    public async Task Administrators_may_do_everything()
    {
        var admin = await Host.NewClientAsync("boss", ""","accessType":"admin" """);

        ShouldBe(await Host.GetAsync("/things", admin), 200, "all things");
        ShouldBe(await Host.GetAsync("/some-things", admin), 200, "all all");
    }

    [Fact]
    public async Task Resources_are_listed_for_those_who_have_any_access()
    {
        var ada = await Host.NewClientAsync("ada", ""","resources":{"keys":{"readOwn":true},"roles":{"read":false}}""");
        var nobody = await Host.NewClientAsync("nobody");

        ShouldBe(
            await Host.GetAsync("/api/resources", Host.Root),
            200,
            """{"results":[{"name":"clients","description":"API clients"},{"name":"keys","description":"API access keys"},{"name":"roles","description":"API roles"},{"name":"collection:v1_things","description":"Things"}]}"""
        );
        ShouldBe(
            await Host.GetAsync("/api/resources", ada),
            200,
            """{"results":[{"name":"keys","description":"API access keys"}]}"""
        );
        ShouldBe(await Host.GetAsync("/api/resources", nobody), 200, """{"results":[]}""");
        (await Host.GetAsync("/api/resources")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Limits_reach_the_host_and_only_where_it_applies_them()
    {
        var ada = await Host.NewClientAsync(
            "ada",
            ""","resources":{"collection:v1_things":{"read":{"filter":{"a":{"$gt":1}},"fields":{"b":1}}}}"""
        );

        ShouldBe(await Host.GetAsync("/some-things", ada), 200, """{"a":{"$gt":1}} {"b":1}""");
        ShouldBe(await Host.GetAsync("/things", ada), 403, Forbidden);
    }

    [Fact]
    public async Task Access_to_what_is_ones_own_is_a_filter()
    {
        var ada = await Host.NewClientAsync("a\"d", ""","resources":{"collection:v1_things":{"readOwn":true}}""");

        ShouldBe(await Host.GetAsync("/some-things", ada), 200, """{"_createdBy":"a\u0022d"} all""");
        ShouldBe(await Host.GetAsync("/things", ada), 403, Forbidden);
    }

    [Fact]
    public async Task Roles_and_those_they_extend_add_up()
    {
        await Host.NewRoleAsync("reader", ""","resources":{"collection:v1_things":{"read":true}}""");
        await Host.NewRoleAsync("editor", ""","extends":"reader" """);
        var ada = await Host.NewClientAsync(
            "ada",
            ""","roles":["editor"],"resources":{"collection:v1_things":{"read":{"fields":{"a":1}}}}"""
        );

        ShouldBe(await Host.GetAsync("/things", ada), 200, "all things");
    }

    [Fact]
    public async Task Every_change_counts_for_tokens_that_are_out_already()
    {
        await Host.NewRoleAsync("reader", ""","resources":{"collection:v1_things":{"read":true}}""");
        await Host.NewRoleAsync("editor");
        var ada = await Host.NewClientAsync("ada");
        (await Host.GetAsync("/things", ada)).Status.ShouldBe(403);

        await ShouldTurnAsync(ada, 200, () => Host.PostAsync("/api/clients/ada/roles", """["reader"]""", Host.Root));
        await ShouldTurnAsync(ada, 403, () => Host.DeleteAsync("/api/clients/ada/roles/reader", Host.Root));
        await ShouldTurnAsync(
            ada,
            200,
            () =>
                Host.PostAsync(
                    "/api/clients/ada/resources",
                    """{"name":"collection:v1_things","access":{"read":true}}""",
                    Host.Root
                )
        );
        await ShouldTurnAsync(
            ada,
            403,
            () => Host.PutAsync($"/api/clients/ada/resources/{Things}", """{"read":false}""", Host.Root)
        );
        await Host.PostAsync("/api/clients/ada/roles", """["editor"]""", Host.Root);
        (await Host.GetAsync("/things", ada)).Status.ShouldBe(403);
        await ShouldTurnAsync(
            ada,
            200,
            () => Host.PutAsync("/api/roles/editor", """{"extends":"reader"}""", Host.Root)
        );
        await ShouldTurnAsync(
            ada,
            403,
            () => Host.PutAsync($"/api/roles/reader/resources/{Things}", """{"read":false}""", Host.Root)
        );
        await ShouldTurnAsync(
            ada,
            200,
            () => Host.PutAsync($"/api/roles/reader/resources/{Things}", """{"read":true}""", Host.Root)
        );
        await ShouldTurnAsync(ada, 403, () => Host.DeleteAsync("/api/roles/reader", Host.Root));
        await Host.NewRoleAsync("reader", ""","resources":{"collection:v1_things":{"read":true}}""");
        (await Host.GetAsync("/things", ada)).Status.ShouldBe(403, "a new role of the same name is another role");
        await ShouldTurnAsync(ada, 401, () => Host.DeleteAsync("/api/clients/ada", Host.Root));
    }

    [Fact]
    public async Task An_administrator_who_is_one_no_more_has_no_power_at_once()
    {
        var boss = await Host.NewClientAsync("boss", ""","accessType":"admin" """);
        (await Host.GetAsync("/api/clients", boss)).Status.ShouldBe(200);

        (await Host.PutAsync("/api/clients/boss", """{"accessType":"user"}""", Host.Root)).Status.ShouldBe(200);

        ShouldBe(await Host.GetAsync("/api/clients", boss), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/clients", """{"clientId":"x","secret":"s"}""", boss), 403, Forbidden);
        ShouldBe(await Host.GetAsync("/things", boss), 403, Forbidden);
        ShouldBe(
            await Host.PutAsync("/api/clients/boss", """{"data":{"_x":1}}""", boss),
            400,
            Errors(Error("ERROR_PROTECTED_DATA_FIELD", "data._x", "is a read-only data property"))
        );
        await Host.DeleteAsync("/api/clients/boss", Host.Root);
        ShouldBe(await Host.GetAsync("/api/clients", boss), 401, Unauthorised);
        ShouldBe(await Host.GetAsync("/api/client", boss), 401, Unauthorised);
    }

    private async Task ShouldTurnAsync(string token, int status, Func<Task<WireReply>> change)
    {
        (await change()).Status.ShouldBeInRange(200, 204);
        (await Host.GetAsync("/things", token)).Status.ShouldBe(status);
    }
}
