using Auth.Rig;

namespace Auth.Dialects.Dadi;

public sealed class MemoryKeyTests() : KeyTests(StoreKind.Memory);

public sealed class SqliteKeyTests() : KeyTests(StoreKind.Sqlite);

public sealed class PostgreSqlKeyTests() : KeyTests(StoreKind.PostgreSql);

/// <summary>Access keys: <c>/api/keys</c>, <c>/api/client/keys</c>, <c>/api/clients/ID/keys</c>.</summary>
public abstract class KeyTests(StoreKind store) : DadiTest(store)
{
    private const string Things = DadiHost.Things;
    private const string Reads = """{"collection:v1_things":{"read":true}}""";

    [Fact]
    public async Task A_key_is_shown_whole_once_and_by_its_end_afterwards()
    {
        var made = await Host.PostAsync(
            "/api/keys",
            $$"""{"description":"Night run","resources":{{Reads}}}""",
            Host.Root
        );

        made.Status.ShouldBe(200);
        made.Header("Cache-Control").ShouldBe("no-store");
        var key = made.Json.GetProperty("results")[0];
        key.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["description", "resources", "_createdBy", "token", "_createdAt", "_id"]);
        var token = key.GetProperty("token").GetString()!;
        token.ShouldStartWith("auth_ak_");
        key.GetProperty("_createdBy").GetString().ShouldBe("testClient");
        key.GetProperty("_createdAt").GetInt64().ShouldBe(Host.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var listed = await Host.GetAsync("/api/keys", Host.Root);
        listed.Body.ShouldBe(made.Body.Replace(token, token[^5..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_is_used_as_a_token_and_never_ends()
    {
        var (key, _) = await NewKeyAsync("/api/keys", Host.Root, Reads);

        ShouldBe(await Host.GetAsync("/things", key), 200, "all things");
        Host.Clock.Advance(TimeSpan.FromDays(2));
        ShouldBe(await Host.GetAsync("/things", key), 200, "all things");
        ShouldBe(await Host.GetAsync("/things", Host.Root), 401, Unauthorised);
    }

    [Fact]
    public async Task A_key_of_nobody_has_its_own_resources_and_no_client()
    {
        var (key, _) = await NewKeyAsync(
            "/api/keys",
            Host.Root,
            """{"roles":{"read":true},"clients":{"read":true},"keys":{"read":true}}"""
        );

        ShouldBe(await Host.GetAsync("/things", key), 403, Forbidden);
        (await Host.GetAsync("/api/roles", key)).Status.ShouldBe(200);
        ShouldBe(await Host.GetAsync("/api/clients", key), 403, Forbidden);
        ShouldBe(await Host.GetAsync("/api/client", key), 403, Forbidden);
        ShouldBe(await Host.GetAsync("/api/keys", key), 403, Forbidden);
        (await Host.GetAsync("/api/resources", key)).Body.ShouldNotContain("things");
    }

    [Fact]
    public async Task A_key_of_a_client_has_what_both_have()
    {
        await Host.NewClientAsync("ada", ""","resources":{"collection:v1_things":{"read":{"fields":{"a":1,"b":1}}}}""");
        var (key, made) = await NewKeyAsync(
            "/api/clients/ada/keys",
            Host.Root,
            """{"collection:v1_things":{"read":{"filter":{"x":1},"fields":{"b":1,"c":1}},"update":true},"clients":{"read":true}}"""
        );

        made.Json.GetProperty("results")[0].GetProperty("client").GetString().ShouldBe("ada");
        ShouldBe(await Host.GetAsync("/some-things", key), 200, """{"x":1} {"b":1}""");
        (await Host.GetAsync("/plain-things", key)).Status.ShouldBe(403);
        ShouldBe(await Host.GetAsync("/api/clients", key), 403, Forbidden);
        (await Host.GetAsync("/api/client", key)).Status.ShouldBe(200);
        ShouldBe(await Host.PutAsync("/api/client", """{"data":{"a":1}}""", key), 403, Forbidden);
    }

    [Fact]
    public async Task Keys_never_manage_keys()
    {
        var (key, _) = await NewKeyAsync("/api/client/keys", Host.Root, """{"keys":{"create":true,"read":true}}""");

        ShouldBe(await Host.GetAsync("/api/keys", key), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/keys", "{}", key), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/client/keys", "{}", key), 403, Forbidden);
    }

    [Fact]
    public async Task Nobody_puts_into_a_key_what_they_do_not_have()
    {
        var ada = await Host.NewClientAsync("ada");

        ShouldBe(await Host.PostAsync("/api/keys", $$"""{"resources":{{Reads}}}""", ada), 403, Forbidden);
        var (_, made) = await NewKeyAsync("/api/keys", ada, "{}");
        var id = IdOf(made);
        ShouldBe(
            await Host.PostAsync(
                $"/api/keys/{id}/resources",
                $$"""{"name":"{{Things}}","access":{"read":true} }""",
                ada
            ),
            403,
            Forbidden
        );
    }

    [Fact]
    public async Task What_is_wrong_with_a_key_is_named()
    {
        ShouldBe(
            await Host.PostAsync("/api/keys", """{"token":"mine"}""", Host.Root),
            400,
            Errors(Error("ERROR_NOT_IN_SCHEMA", "token", "is not part of the schema"))
        );
        ShouldBe(
            await Host.PostAsync("/api/keys", """{"resources":{"nope":{}}}""", Host.Root),
            400,
            Errors(Error("ERROR_INVALID_RESOURCE", "resources.nope", "is not a valid resource"))
        );
    }

    [Fact]
    public async Task Keys_are_managed_by_whoever_made_them_and_by_administrators()
    {
        var (ada, bob) = (await Host.NewClientAsync("ada"), await Host.NewClientAsync("bob"));
        var adas = IdOf((await NewKeyAsync("/api/keys", ada, "{}")).Made);
        var own = IdOf((await NewKeyAsync("/api/client/keys", ada, "{}")).Made);
        var given = IdOf((await NewKeyAsync("/api/clients/ada/keys", Host.Root, "{}")).Made);

        (await IdsAsync("/api/keys", ada)).ShouldBe([adas, own], ignoreOrder: true);
        (await IdsAsync("/api/client/keys", ada)).ShouldBe([own, given], ignoreOrder: true);
        (await IdsAsync("/api/clients/ada/keys", ada)).ShouldBe([own, given], ignoreOrder: true);
        (await IdsAsync("/api/keys", bob)).ShouldBeEmpty();
        (await IdsAsync("/api/keys", Host.Root)).ShouldBe([adas, own, given], ignoreOrder: true);

        ShouldBe(await Host.GetAsync("/api/clients/ada/keys", bob), 404, "");
        ShouldBe(await Host.DeleteAsync($"/api/keys/{adas}", bob), 404, "");
        ShouldBe(await Host.DeleteAsync($"/api/clients/ada/keys/{own}", bob), 404, "");
        ShouldBe(await Host.DeleteAsync($"/api/client/keys/{adas}", ada), 404, "");
        ShouldBe(await Host.GetAsync("/api/clients/nobody/keys", Host.Root), 404, "");
        ShouldBe(await Host.DeleteAsync($"/api/keys/{adas}", ada), 204, "");
        ShouldBe(await Host.DeleteAsync($"/api/clients/ada/keys/{given}", ada), 204, "");
        ShouldBe(await Host.DeleteAsync($"/api/keys/{own}", Host.Root), 204, "");
        ShouldBe(await Host.DeleteAsync($"/api/keys/{own}", Host.Root), 404, "");
    }

    [Fact]
    public async Task The_resources_of_a_key_change_while_it_is_used()
    {
        var (key, made) = await NewKeyAsync("/api/keys", Host.Root, "{}");
        var path = $"/api/keys/{IdOf(made)}/resources";
        (await Host.GetAsync("/things", key)).Status.ShouldBe(403);

        var added = await Host.PostAsync(path, $$"""{"name":"{{Things}}","access":{"read":true} }""", Host.Root);

        added.Status.ShouldBe(201);
        added.Body.ShouldContain(DadiHost.Matrix("read"));
        added.Json.GetProperty("results")[0].GetProperty("token").GetString().ShouldBe(key[^5..]);
        (await Host.GetAsync("/things", key)).Status.ShouldBe(200);
        ShouldBe(
            await Host.PostAsync(path, $$"""{"name":"{{Things}}","access":{} }""", Host.Root),
            409,
            Errors(Error("ERROR_KEY_HAS_RESOURCE", Things, "is already assigned to the key"))
        );
        (await Host.PutAsync($"{path}/{Things}", """{"read":false}""", Host.Root)).Status.ShouldBe(200);
        (await Host.GetAsync("/things", key)).Status.ShouldBe(403);
        await Host.PutAsync($"{path}/{Things}", """{"read":true}""", Host.Root);
        (await Host.GetAsync("/things", key)).Status.ShouldBe(200);
        ShouldBe(await Host.DeleteAsync($"{path}/{Things}", Host.Root), 204, "");
        ShouldBe(await Host.DeleteAsync($"{path}/{Things}", Host.Root), 404, "");
        ShouldBe(await Host.PutAsync($"{path}/{Things}", "{}", Host.Root), 404, "");
        (await Host.GetAsync("/things", key)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_removed_key_is_refused_from_the_next_request_on()
    {
        var (key, made) = await NewKeyAsync("/api/keys", Host.Root, Reads);
        var (other, _) = await NewKeyAsync("/api/keys", Host.Root, Reads);
        (await Host.GetAsync("/things", key)).Status.ShouldBe(200);

        await Host.DeleteAsync($"/api/keys/{IdOf(made)}", Host.Root);

        ShouldBe(await Host.GetAsync("/things", key), 401, Unauthorised);
        (await Host.GetAsync("/things", other)).Status.ShouldBe(200, "upstream's keys of one second were one key");
    }

    [Fact]
    public async Task A_key_never_has_more_than_whoever_it_borrows_from()
    {
        var boss = await Host.NewClientAsync("boss", ""","accessType":"admin" """);
        var (key, _) = await NewKeyAsync("/api/keys", boss, Reads);
        (await Host.GetAsync("/things", key)).Status.ShouldBe(200);

        await Host.PutAsync("/api/clients/boss", """{"accessType":"user"}""", Host.Root);
        ShouldBe(await Host.GetAsync("/things", key), 403, Forbidden);
        await Host.PutAsync("/api/clients/boss", """{"accessType":"admin"}""", Host.Root);
        (await Host.GetAsync("/things", key)).Status.ShouldBe(200);
        await Host.DeleteAsync("/api/clients/boss", Host.Root);
        ShouldBe(await Host.GetAsync("/things", key), 401, Unauthorised);
    }

    [Fact]
    public async Task A_key_is_no_token_and_a_token_is_no_key()
    {
        var (key, _) = await NewKeyAsync("/api/keys", Host.Root, Reads);
        (await Host.GetAsync("/things", key)).Status.ShouldBe(200);

        var asToken = key.Replace("auth_ak_", "auth_at_", StringComparison.Ordinal);
        var asKey = Host.Root.Replace("auth_at_", "auth_ak_", StringComparison.Ordinal);

        ShouldBe(await Host.GetAsync("/things", asToken), 401, Unauthorised);
        ShouldBe(await Host.GetAsync("/things", asKey), 401, Unauthorised);
    }

    private async Task<(string Token, WireReply Made)> NewKeyAsync(string path, string token, string resources)
    {
        var made = await Host.PostAsync(path, "{\"resources\":" + resources + "}", token);
        made.Status.ShouldBe(200, made.Body);
        return (made.Json.GetProperty("results")[0].GetProperty("token").GetString()!, made);
    }

    private async Task<List<string>> IdsAsync(string path, string token) =>
        [
            .. (await Host.GetAsync(path, token))
                .Json.GetProperty("results")
                .EnumerateArray()
                .Select(key => key.GetProperty("_id").GetString()!),
        ];

    private static string IdOf(WireReply made) => made.Json.GetProperty("results")[0].GetProperty("_id").GetString()!;
}
