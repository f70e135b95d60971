using Auth.Rig;

namespace Auth.Dialects.Dadi;

public sealed class MemoryAssignmentTests() : AssignmentTests(StoreKind.Memory);

public sealed class SqliteAssignmentTests() : AssignmentTests(StoreKind.Sqlite);

public sealed class PostgreSqlAssignmentTests() : AssignmentTests(StoreKind.PostgreSql);

/// <summary>Roles and resources of clients.</summary>
public abstract class AssignmentTests(StoreKind store) : DadiTest(store)
{
    private const string Things = DadiHost.Things;
    private const string OfAda = "/api/clients/ada/resources";

    [Fact]
    public async Task Roles_are_given_and_taken()
    {
        await Host.NewRoleAsync("r1");
        await Host.NewRoleAsync("r2");
        await Host.NewClientAsync("ada");

        var given = await Host.PostAsync("/api/clients/ada/roles", """["r2","r1","r2"]""", Host.Root);
        var again = await Host.PostAsync("/api/clients/ada/roles", """["r1"]""", Host.Root);
        var taken = await Host.DeleteAsync("/api/clients/ada/roles/r2", Host.Root);

        given.Status.ShouldBe(200);
        given.Body.ShouldContain("""roles":["r2","r1"]""");
        again.Body.ShouldContain("""roles":["r2","r1"]""");
        ShouldBe(taken, 204, "");
        ShouldBe(await Host.DeleteAsync("/api/clients/ada/roles/r2", Host.Root), 404, "");
        ShouldBe(await Host.DeleteAsync("/api/clients/ada/roles/r9", Host.Root), 404, "");
        ShouldBe(await Host.PostAsync("/api/clients/nobody/roles", """["r1"]""", Host.Root), 404, "");
    }

    [Theory]
    [InlineData("""{"roles":["r1"]}""")]
    [InlineData("\"r1\"")]
    [InlineData("[1]")]
    [InlineData("")]
    public async Task What_is_no_list_of_roles_is_refused(string body) =>
        ShouldBe(
            await Host.PostAsync("/api/clients/testClient/roles", body, Host.Root),
            400,
            """{"success":false,"errors":[{"code":"ERROR_INVALID_VALUE","message":"is not a valid value – expected array of role names"}]}"""
        );

    [Fact]
    public async Task An_unknown_role_is_named() =>
        ShouldBe(
            await Host.PostAsync("/api/clients/testClient/roles", """["r9"]""", Host.Root),
            400,
            Errors(Error("ERROR_INVALID_ROLE", "r9", "is not a valid role"))
        );

    [Fact]
    public async Task Nobody_gives_a_role_they_do_not_hold()
    {
        await Host.NewRoleAsync("parent");
        await Host.NewRoleAsync("child", ""","extends":"parent" """);
        await Host.NewRoleAsync("other");
        await Host.NewClientAsync("ada");
        var helper = await Host.NewClientAsync(
            "helper",
            ""","roles":["child"],"resources":{"clients":{"update":true,"create":true}}"""
        );

        (await Host.PostAsync("/api/clients/ada/roles", """["child"]""", helper)).Status.ShouldBe(200);
        (await Host.PostAsync("/api/clients/ada/roles", """["parent"]""", helper)).Status.ShouldBe(200);
        ShouldBe(await Host.PostAsync("/api/clients/ada/roles", """["other"]""", helper), 403, Forbidden);
        ShouldBe(await Host.DeleteAsync("/api/clients/ada/roles/other", helper), 403, Forbidden);
        ShouldBe(
            await Host.PostAsync("/api/clients", """{"clientId":"x","secret":"s","roles":["other"]}""", helper),
            403,
            Forbidden
        );
    }

    [Fact]
    public async Task A_resource_is_given_changed_and_taken()
    {
        await Host.NewClientAsync("ada");

        var given = await Host.PostAsync(OfAda, $$"""{"name":"{{Things}}","access":{"read":true} }""", Host.Root);
        var changed = await Host.PutAsync(
            $"{OfAda}/{Things}",
            """{"update":{"filter":{"a": 1},"fields":{"b":1}},"create":true,"read":false}""",
            Host.Root
        );

        given.Status.ShouldBe(201);
        given.Body.ShouldContain($"\"resources\":{{\"{Things}\":{DadiHost.Matrix("read")}}}");
        changed.Status.ShouldBe(200);
        changed.Body.ShouldContain(
            """{"delete":false,"deleteOwn":false,"create":true,"read":false,"readOwn":false,"update":{"filter":{"a":1},"fields":{"b":1}},"updateOwn":false}"""
        );
        ShouldBe(await Host.DeleteAsync($"{OfAda}/{Things}", Host.Root), 204, "");
        ShouldBe(await Host.DeleteAsync($"{OfAda}/{Things}", Host.Root), 404, "");
        ShouldBe(await Host.PutAsync($"{OfAda}/{Things}", "{}", Host.Root), 404, "");
        ShouldBe(await Host.PutAsync("/api/clients/nobody/resources/clients", "{}", Host.Root), 404, "");
    }

    [Fact]
    public async Task A_resource_is_given_once()
    {
        await Host.NewClientAsync("ada", $$""","resources":{"{{Things}}":{"read":true} }""");

        ShouldBe(
            await Host.PostAsync(OfAda, $$"""{"name":"{{Things}}","access":{"create":true} }""", Host.Root),
            409,
            Errors(Error("ERROR_CLIENT_HAS_RESOURCE", Things, "is already assigned to the client"))
        );
    }

    [Theory]
    [InlineData("{}", "ERROR_REQUIRED/name/must be specified", "ERROR_REQUIRED/access/must be specified")]
    [InlineData("""{"name":"nope","access":{}}""", "ERROR_INVALID_RESOURCE/name/is not a valid resource")]
    [InlineData(
        """{"name":"clients","access":{"fly":true}}""",
        "ERROR_INVALID_ACCESS_TYPE/access.fly/is not a valid access type"
    )]
    [InlineData("""{"name":"clients","access":[]}""", "ERROR_INVALID_VALUE/access/must be an object")]
    [InlineData(
        """{"name":"clients","access":{"read":"yes"}}""",
        "ERROR_INVALID_ACCESS_VALUE/access.read/is not a valid access value"
    )]
    [InlineData(
        """{"name":"clients","access":{"read":{}}}""",
        "ERROR_INVALID_ACCESS_VALUE/access.read/is not a valid access value"
    )]
    [InlineData(
        """{"name":"clients","access":{"read":{"fields":{"a":1,"b":0}}}}""",
        "ERROR_INVALID_ACCESS_VALUE/access.read/is not a valid access value"
    )]
    [InlineData(
        """{"name":"clients","access":{"read":{"filter":[]}}}""",
        "ERROR_INVALID_ACCESS_VALUE/access.read/is not a valid access value"
    )]
    [InlineData(
        """{"name":"clients","access":{"read":{"filter":{},"x":1}}}""",
        "ERROR_INVALID_ACCESS_VALUE/access.read/is not a valid access value"
    )]
    public async Task What_is_wrong_with_an_assignment_is_named(string body, params string[] errors)
    {
        await Host.NewClientAsync("ada");

        var reply = await Host.PostAsync(OfAda, body, Host.Root);

        ShouldBe(reply, 400, Errors([.. errors.Select(e => Error(e.Split('/')[0], e.Split('/')[1], e.Split('/')[2]))]));
    }

    [Fact]
    public async Task Nobody_gives_access_they_do_not_have()
    {
        await Host.NewClientAsync("ada");
        var helper = await Host.NewClientAsync(
            "helper",
            $$""","resources":{"clients":{"update":true},"{{Things}}":{"read":true,"update":{"filter":{"a":1} } } }"""
        );

        ShouldBe(
            await Host.PostAsync(OfAda, $$"""{"name":"{{Things}}","access":{"create":true} }""", helper),
            403,
            Forbidden
        );
        ShouldBe(
            await Host.PostAsync(OfAda, $$"""{"name":"{{Things}}","access":{"update":true} }""", helper),
            403,
            Forbidden
        );
        (await Host.PostAsync(OfAda, $$"""{"name":"{{Things}}","access":{"read":true} }""", helper)).Status.ShouldBe(
            201
        );
        ShouldBe(await Host.PutAsync($"{OfAda}/{Things}", """{"delete":true}""", helper), 403, Forbidden);
        ShouldBe(await Host.DeleteAsync($"{OfAda}/{Things}", helper), 403, Forbidden);
    }
}
