using Auth.Rig;

namespace Auth.Dialects.Dadi;

public sealed class MemoryRoleTests() : RoleTests(StoreKind.Memory);

public sealed class SqliteRoleTests() : RoleTests(StoreKind.Sqlite);

public sealed class PostgreSqlRoleTests() : RoleTests(StoreKind.PostgreSql);

/// <summary><c>/api/roles</c>.</summary>
public abstract class RoleTests(StoreKind store) : DadiTest(store)
{
    private const string Things = DadiHost.Things;

    [Fact]
    public async Task Roles_are_made_shown_by_name_and_removed()
    {
        var made = await Host.PostAsync("/api/roles", """{"name":"writer"}""", Host.Root);
        ShouldBe(made, 201, """{"results":[{"name":"writer","extends":null,"resources":{}}]}""");
        await Host.NewRoleAsync("editor", ""","extends":"writer","resources":{"clients":{"read":true}}""");

        var editor = """{"name":"editor","extends":"writer","resources":{"clients":""" + DadiHost.Matrix("read") + "}}";
        ShouldBe(
            await Host.GetAsync("/api/roles", Host.Root),
            200,
            """{"results":[""" + editor + """,{"name":"writer","extends":null,"resources":{}}]}"""
        );
        ShouldBe(await Host.GetAsync("/api/roles/editor", Host.Root), 200, $$"""{"results":[{{editor}}]}""");
        ShouldBe(await Host.DeleteAsync("/api/roles/writer", Host.Root), 204, "");
        ShouldBe(await Host.DeleteAsync("/api/roles/writer", Host.Root), 404, "");
        ShouldBe(await Host.GetAsync("/api/roles/writer", Host.Root), 404, "");
        (await Host.GetAsync("/api/roles/editor", Host.Root)).Body.ShouldContain("\"extends\":null");
    }

    [Fact]
    public async Task What_is_wrong_with_a_role_is_named()
    {
        await Host.NewRoleAsync("taken");

        ShouldBe(
            await Host.PostAsync("/api/roles", "{}", Host.Root),
            400,
            Errors(Error("ERROR_REQUIRED", "name", "must be specified"))
        );
        ShouldBe(
            await Host.PostAsync("/api/roles", """{"name":"taken"}""", Host.Root),
            409,
            Errors(Error("ERROR_ROLE_EXISTS", "name", "already exists"))
        );
        ShouldBe(
            await Host.PostAsync("/api/roles", """{"name":"x","extends":"nobody"}""", Host.Root),
            400,
            Errors(Error("ERROR_INVALID_PARENT_ROLE", "extends", "is not a valid role to extend"))
        );
        ShouldBe(
            await Host.PutAsync("/api/roles/taken", """{"name":"x"}""", Host.Root),
            400,
            Errors(Error("ERROR_INVALID_FIELD", "name", "cannot be updated"))
        );
        ShouldBe(await Host.PutAsync("/api/roles/nobody", """{"extends":null}""", Host.Root), 404, "");
    }

    [Fact]
    public async Task A_role_never_inherits_from_itself()
    {
        await Host.NewRoleAsync("a");
        await Host.NewRoleAsync("b", ""","extends":"a" """);
        await Host.NewRoleAsync("c", ""","extends":"b" """);

        foreach (var parent in (string[])["a", "b", "c"])
        {
            ShouldBe(
                await Host.PutAsync("/api/roles/a", $$"""{"extends":"{{parent}}"}""", Host.Root),
                400,
                Errors(Error("ERROR_INVALID_PARENT_ROLE", "extends", "is not a valid role to extend"))
            );
        }
    }

    [Fact]
    public async Task A_parent_is_changed_and_taken_away()
    {
        await Host.NewRoleAsync("a");
        await Host.NewRoleAsync("b");

        (await Host.PutAsync("/api/roles/b", """{"extends":"a"}""", Host.Root)).Body.ShouldContain("\"extends\":\"a\"");
        (await Host.PutAsync("/api/roles/b", "{}", Host.Root)).Body.ShouldContain("\"extends\":\"a\"");
        (await Host.PutAsync("/api/roles/b", """{"extends":null}""", Host.Root)).Body.ShouldContain("\"extends\":null");
    }

    [Fact]
    public async Task A_role_is_given_resources()
    {
        await Host.NewRoleAsync("a");
        var given = await Host.PostAsync(
            "/api/roles/a/resources",
            $$"""{"name":"{{Things}}","access":{"read":true} }""",
            Host.Root
        );

        ShouldBe(
            given,
            201,
            """{"results":[{"name":"a","extends":null,"resources":{"collection:v1_things":"""
                + DadiHost.Matrix("read")
                + "}}]}"
        );
        ShouldBe(
            await Host.PostAsync(
                "/api/roles/a/resources",
                $$"""{"name":"{{Things}}","access":{"read":true} }""",
                Host.Root
            ),
            409,
            Errors(Error("ERROR_ROLE_HAS_RESOURCE", Things, "is already assigned to the role"))
        );
        (await Host.PutAsync($"/api/roles/a/resources/{Things}", """{"create":true}""", Host.Root)).Body.ShouldContain(
            DadiHost.Matrix("read", "create")
        );
        ShouldBe(await Host.DeleteAsync($"/api/roles/a/resources/{Things}", Host.Root), 204, "");
        ShouldBe(await Host.DeleteAsync($"/api/roles/a/resources/{Things}", Host.Root), 404, "");
        ShouldBe(await Host.PutAsync($"/api/roles/a/resources/{Things}", "{}", Host.Root), 404, "");
        ShouldBe(await Host.PutAsync($"/api/roles/nobody/resources/{Things}", "{}", Host.Root), 404, "");
    }

    [Fact]
    public async Task Who_is_no_administrator_holds_the_roles_it_changes()
    {
        await Host.NewRoleAsync("parent");
        await Host.NewRoleAsync("mine", ""","extends":"parent" """);
        await Host.NewRoleAsync("other");
        var helper = await Host.NewClientAsync(
            "helper",
            ""","roles":["mine"],"resources":{"roles":{"create":true,"read":true,"update":true,"delete":true}}"""
        );
        var nobody = await Host.NewClientAsync("nobody");

        (await Host.GetAsync("/api/roles", helper)).Status.ShouldBe(200);
        ShouldBe(await Host.GetAsync("/api/roles", nobody), 403, Forbidden);
        ShouldBe(await Host.GetAsync("/api/roles/x", nobody), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/roles", "{}", nobody), 403, Forbidden);
        ShouldBe(await Host.DeleteAsync("/api/roles/other", nobody), 403, Forbidden);

        ShouldBe(await Host.PutAsync("/api/roles/other", """{"extends":null}""", helper), 403, Forbidden);
        ShouldBe(await Host.PostAsync("/api/roles", """{"name":"x","extends":"other"}""", helper), 403, Forbidden);
        ShouldBe(await Host.PutAsync("/api/roles/mine", """{"extends":"other"}""", helper), 403, Forbidden);
        ShouldBe(await Host.DeleteAsync("/api/roles/other", helper), 403, Forbidden);
        ShouldBe(
            await Host.PostAsync(
                "/api/roles/mine/resources",
                $$"""{"name":"{{Things}}","access":{"read":true} }""",
                helper
            ),
            403,
            Forbidden
        );
        ShouldBe(
            await Host.PostAsync("/api/roles", $$"""{"name":"x","resources":{"{{Things}}":{"read":true} } }""", helper),
            403,
            Forbidden
        );
        (await Host.PostAsync("/api/roles", """{"name":"x","extends":"parent"}""", helper)).Status.ShouldBe(201);
        (await Host.DeleteAsync("/api/roles/parent", helper)).Status.ShouldBe(204, "it is held by inheritance");
    }
}
