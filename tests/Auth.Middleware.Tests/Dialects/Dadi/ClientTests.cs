using Auth.Rig;

namespace Auth.Dialects.Dadi;

public sealed class MemoryClientTests() : ClientTests(StoreKind.Memory);

public sealed class SqliteClientTests() : ClientTests(StoreKind.Sqlite);

public sealed class PostgreSqlClientTests() : ClientTests(StoreKind.PostgreSql);

/// <summary><c>/api/clients</c> and <c>/api/client</c>.</summary>
public abstract class ClientTests(StoreKind store) : DadiTest(store)
{
    private const string Root =
        """{"clientId":"testClient","accessType":"superUser","resources":{},"roles":[],"data":{}}""";

    [Fact]
    public async Task A_client_is_made_shown_listed_and_removed()
    {
        const string shown =
            """{"clientId":"ada","email":"ada@example.org","accessType":"user","resources":{},"roles":[],"data":{"name":"Ada é","n":{"a":[1,null]}}}""";

        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var made = await Host.PostAsync(
            "/api/clients",
            """{"clientId":"ada","secret":"s","email":"ada@example.org","data":{"name":"Ada é","n":{ "a": [1, null] },"gone":null}}""",
            Host.Root
        );

        ShouldBe(made, 201, $$"""{"results":[{{shown}}]}""");
        ShouldBe(await Host.GetAsync("/api/clients/ada", Host.Root), 200, $$"""{"results":[{{shown}}]}""");
        ShouldBe(await Host.GetAsync("/api/clients", Host.Root), 200, $$"""{"results":[{{Root}},{{shown}}]}""");
        ShouldBe(
            await Host.GetAsync("/api/client", await Host.TokenAsync("ada", "s")),
            200,
            $$"""{"results":[{{shown}}]}"""
        );
        ShouldBe(await Host.DeleteAsync("/api/clients/ada", Host.Root), 204, "");
        ShouldBe(await Host.DeleteAsync("/api/clients/ada", Host.Root), 404, "");
        ShouldBe(await Host.GetAsync("/api/clients/ada", Host.Root), 404, "");
    }

    [Fact]
    public async Task A_client_may_be_made_with_all_it_needs()
    {
        await Host.NewRoleAsync("reader");

        var made = await Host.PostAsync(
            "/api/clients",
            """{"clientId":"ada","secret":"s","accessType":"admin","roles":["reader","reader"],"resources":{"collection:v1_things":{"read":true,"create":false}}}""",
            Host.Root
        );

        ShouldBe(
            made,
            201,
            $$$"""{"results":[{"clientId":"ada","accessType":"admin","resources":{"collection:v1_things":{{{DadiHost.Matrix(
                "read"
            )}}}},"roles":["reader"],"data":{}}]}"""
        );
    }

    [Theory]
    [InlineData("{}", "ERROR_REQUIRED/clientId/must be specified", "ERROR_REQUIRED/secret/must be specified")]
    [InlineData("""{"clientId":"a","secret":""}""", "ERROR_REQUIRED/secret/must be specified")]
    [InlineData("""{"clientId":1,"secret":"s"}""", "ERROR_INVALID_VALUE/clientId/must be a text")]
    [InlineData("""{"clientId":"a","secret":"s","x":1}""", "ERROR_NOT_IN_SCHEMA/x/is not part of the schema")]
    [InlineData(
        """{"clientId":"a","secret":"s","accessType":"superUser"}""",
        "ERROR_INVALID_VALUE/accessType/must be one of admin, user"
    )]
    [InlineData(
        """{"clientId":"a","secret":"s","accessType":true}""",
        "ERROR_INVALID_VALUE/accessType/must be one of admin, user"
    )]
    [InlineData("""{"clientId":"a","secret":"s","roles":["r9"]}""", "ERROR_INVALID_ROLE/r9/is not a valid role")]
    [InlineData(
        """{"clientId":"a","secret":"s","resources":{"nope":{}}}""",
        "ERROR_INVALID_RESOURCE/resources.nope/is not a valid resource"
    )]
    [InlineData(
        """{"clientId":"a","secret":"s","resources":{"clients":{"fly":true}}}""",
        "ERROR_INVALID_ACCESS_TYPE/resources.clients.fly/is not a valid access type"
    )]
    [InlineData("""{"clientId":"a","secret":"s","data":7}""", "ERROR_INVALID_VALUE/data/must be an object")]
    [InlineData(
        """{"clientId":"a:b","secret":"s"}""",
        "ERROR_INVALID_VALUE/clientId/contains characters that are not allowed"
    )]
    [InlineData(
        """{"clientId":"a/b","secret":"s"}""",
        "ERROR_INVALID_VALUE/clientId/contains characters that are not allowed"
    )]
    public async Task What_is_wrong_with_a_new_client_is_named(string body, params string[] errors)
    {
        var reply = await Host.PostAsync("/api/clients", body, Host.Root);

        ShouldBe(reply, 400, Errors([.. errors.Select(e => Error(e.Split('/')[0], e.Split('/')[1], e.Split('/')[2]))]));
    }

    [Fact]
    public async Task A_bad_address_is_named_in_its_own_order()
    {
        var reply = await Host.PostAsync(
            "/api/clients",
            """{"clientId":"a","secret":"s","email":"nonsense"}""",
            Host.Root
        );

        ShouldBe(
            reply,
            400,
            Errors("""{"field":"email","message":"must be a valid email address","code":"ERROR_REGEX"}""")
        );
    }

    [Fact]
    public async Task A_secret_has_at_most_128_bytes()
    {
        var (fits, long_) = (new string('é', 64), new string('é', 64) + "a");
        (await Host.PostAsync("/api/clients", $$"""{"clientId":"a","secret":"{{fits}}"}""", Host.Root)).Status.ShouldBe(
            201
        );

        ShouldBe(
            await Host.PostAsync("/api/clients", $$"""{"clientId":"b","secret":"{{long_}}"}""", Host.Root),
            400,
            Errors(Error("ERROR_MAX_LENGTH", "secret", "is too long"))
        );
        (await Host.RequestTokenAsync("a", fits)).Status.ShouldBe(200);
        // Upstream's hash ends at 72 bytes: the rest of a secret did not matter.
        (await Host.RequestTokenAsync("a", new string('é', 63) + "e")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Ids_and_addresses_are_one_clients()
    {
        await Host.NewClientAsync("ada", ""","email":"ada@example.org" """);

        ShouldBe(
            await Host.PostAsync("/api/clients", """{"clientId":"ada","secret":"x"}""", Host.Root),
            409,
            Errors(Error("ERROR_CLIENT_EXISTS", "clientId", "client already exists"))
        );
        ShouldBe(
            await Host.PostAsync(
                "/api/clients",
                """{"clientId":"bob","secret":"x","email":"ada@EXAMPLE.org"}""",
                Host.Root
            ),
            409,
            Errors(Error("ERROR_EMAIL_EXISTS", "email", "email already exists"))
        );
        var bob = await Host.NewClientAsync("bob");
        ShouldBe(
            await Host.PutAsync("/api/client", """{"email":"ada@example.org"}""", bob),
            409,
            Errors(Error("ERROR_EMAIL_EXISTS", "email", "email already exists"))
        );
    }

    [Fact]
    public async Task Who_may_not_manage_is_told_so_before_anything_else()
    {
        var ada = await Host.NewClientAsync("ada");

        ShouldBe(await Host.GetAsync("/api/clients/nobody", ada), 403, Forbidden);
        ShouldBe(await Host.GetAsync("/api/clients", ada), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/clients", "{}", ada), 403, Forbidden);
        ShouldBe(await Host.DeleteAsync("/api/clients/nobody", ada), 403, Forbidden);
        ShouldBe(await Host.PutAsync("/api/clients/testClient", "{}", ada), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/clients/ada/roles", "[]", ada), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/clients/ada/resources", "{}", ada), 403, Forbidden);
        (await Host.GetAsync("/api/clients/ada", ada)).Status.ShouldBe(200, "it is itself");
    }

    [Fact]
    public async Task A_limited_permission_does_not_manage()
    {
        var ada = await Host.NewClientAsync(
            "ada",
            ""","resources":{"clients":{"read":{"filter":{"a":1}},"create":{"fields":{"a":1}},"readOwn":true}}"""
        );

        (await Host.GetAsync("/api/clients", ada)).Status.ShouldBe(403);
        (await Host.PostAsync("/api/clients", """{"clientId":"x","secret":"s"}""", ada)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Only_a_super_user_makes_administrators()
    {
        var admin = await Host.NewClientAsync("boss", ""","accessType":"admin" """);

        ShouldBe(
            await Host.PostAsync("/api/clients", """{"clientId":"x","secret":"s","accessType":"admin"}""", admin),
            403,
            Forbidden
        );
        ShouldBe(await Host.PutAsync("/api/clients/boss", """{"accessType":"user"}""", admin), 403, Forbidden);
        await Host.NewClientAsync("ada");
        ShouldBe(await Host.PutAsync("/api/clients/ada", """{"accessType":"admin"}""", admin), 403, Forbidden);
        (await Host.PutAsync("/api/clients/ada", """{"accessType":"admin"}""", Host.Root)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Nobody_reaches_above_themselves()
    {
        var admin = await Host.NewClientAsync("boss", ""","accessType":"admin" """);
        var helper = await Host.NewClientAsync(
            "helper",
            ""","resources":{"clients":{"delete":true,"update":true,"read":true}}"""
        );

        ShouldBe(await Host.PutAsync("/api/clients/testClient", """{"secret":"mine"}""", admin), 403, Forbidden);
        ShouldBe(await Host.DeleteAsync("/api/clients/testClient", admin), 403, Forbidden);
        ShouldBe(await Host.DeleteAsync("/api/clients/boss", helper), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/clients/boss/roles", "[]", helper), 403, Forbidden);
        (await Host.RequestTokenAsync(DadiHost.RootId, DadiHost.RootSecret)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_changes_its_data_member_by_member()
    {
        var ada = await Host.NewClientAsync("ada", ""","data":{"a":1,"b":{"c":2}}""");

        var changed = await Host.PutAsync("/api/client", """{"data":{"a":null,"b":{"d":3},"e":"x"}}""", ada);

        ShouldBe(
            changed,
            200,
            """{"results":[{"clientId":"ada","accessType":"user","resources":{},"roles":[],"data":{"b":{"d":3},"e":"x"}}]}"""
        );
    }

    [Fact]
    public async Task Data_that_begins_with_an_underscore_is_the_administrators()
    {
        var ada = await Host.NewClientAsync("ada", ""","data":{"_x":1}""");

        ShouldBe(
            await Host.PutAsync("/api/client", """{"data":{"_x":2,"y":1}}""", ada),
            400,
            Errors(Error("ERROR_PROTECTED_DATA_FIELD", "data._x", "is a read-only data property"))
        );
        var changed = await Host.PutAsync("/api/clients/ada", """{"data":{"_x":2}}""", Host.Root);
        changed.Body.ShouldContain("\"data\":{\"_x\":2}");
    }

    [Fact]
    public async Task Data_does_not_grow_without_end()
    {
        var ada = await Host.NewClientAsync("ada");
        (
            await Host.PutAsync("/api/client", $$"""{"data":{"a":"{{new string('x', 10_000)}}"} }""", ada)
        ).Status.ShouldBe(200);

        ShouldBe(
            await Host.PutAsync("/api/client", $$"""{"data":{"b":"{{new string('x', 10_000)}}"} }""", ada),
            400,
            Errors(Error("ERROR_MAX_LENGTH", "data", "is too long"))
        );
    }

    [Theory]
    [InlineData("clientId", "\"x\"")]
    [InlineData("roles", "[]")]
    [InlineData("resources", "{}")]
    public async Task What_has_paths_of_its_own_is_not_changed_here(string field, string value) =>
        ShouldBe(
            await Host.PutAsync("/api/client", $$"""{"{{field}}":{{value}}}""", Host.Root),
            400,
            Errors(Error("ERROR_NOT_IN_SCHEMA", field, "is not part of the schema"))
        );

    [Fact]
    public async Task A_client_shows_its_secret_to_change_it()
    {
        var ada = await Host.NewClientAsync("ada");

        var missing = await Host.PutAsync("/api/client", """{"secret":"new"}""", ada);
        var wrong = await Host.PutAsync("/api/client", """{"secret":"new","currentSecret":"x"}""", ada);
        var right = await Host.PutAsync("/api/clients/ada", """{"secret":"new","currentSecret":"s"}""", ada);

        (missing.Status, missing.Text("code"), missing.Text("title")).ShouldBe(
            (400, "API-0007", "Current secret missing")
        );
        (wrong.Status, wrong.Text("code"), wrong.Text("title")).ShouldBe((400, "API-0008", "Current secret not valid"));
        right.Status.ShouldBe(200);
        (await Host.RequestTokenAsync("ada", "s")).Status.ShouldBe(401);
        (await Host.RequestTokenAsync("ada", "new")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Guessing_the_current_secret_with_a_token_is_counted_too()
    {
        var ada = await Host.NewClientAsync("ada");
        for (var i = 0; i < 20; i++)
        {
            (await Host.PutAsync("/api/client", """{"secret":"n","currentSecret":"x"}""", ada)).Status.ShouldBe(400);
        }

        (await Host.PutAsync("/api/client", """{"secret":"n","currentSecret":"s"}""", ada)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task An_administrator_replaces_a_secret_without_knowing_it()
    {
        await Host.NewClientAsync("ada");

        (await Host.PutAsync("/api/clients/ada", """{"secret":"new"}""", Host.Root)).Status.ShouldBe(200);

        (await Host.RequestTokenAsync("ada", "new")).Status.ShouldBe(200);
        (await Host.PutAsync("/api/clients/nobody", """{"secret":"new"}""", Host.Root)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nothing_shows_a_secret()
    {
        const string secret = "a-very-own-secret";
        await Host.PostAsync("/api/clients", $$"""{"clientId":"ada","secret":"{{secret}}"}""", Host.Root);
        await Host.PostAsync("/token", $$"""{"clientId":"ada","secret":"{{secret}}"}""");
        await Host.PostAsync("/token", $$"""{"clientId":"ada","secret":"{{secret}}" """);

        (await Host.GetAsync("/api/clients", Host.Root)).Body.ShouldNotContain("secret");
        Host.Log.Text.ShouldNotContain(secret);
    }
}
