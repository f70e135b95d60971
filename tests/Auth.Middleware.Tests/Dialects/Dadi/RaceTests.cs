using System.Text.Json;
using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Dadi;

public sealed class MemoryRaceTests() : RaceTests(StoreKind.Memory);

public sealed class SqliteRaceTests() : RaceTests(StoreKind.Sqlite);

public sealed class PostgreSqlRaceTests() : RaceTests(StoreKind.PostgreSql);

/// <summary>Many callers at the same moment: no change is lost.</summary>
public abstract class RaceTests(StoreKind store) : DadiTest(store)
{
    private const int Callers = 16;
    private const int Rounds = 4;

    [Fact]
    public async Task Edits_of_one_clients_data_are_all_kept()
    {
        await Host.NewClientAsync("ada");

        var replies = await Race.RunAsync(
            Callers,
            Rounds,
            (round, i) => Host.PutAsync("/api/clients/ada", $$"""{"data":{"k{{round}}_{{i}}":1} }""", Host.Root)
        );

        replies.SelectMany(round => round).ShouldAllBe(reply => reply.Status == 200);
        var data = (await ClientAsync("ada")).GetProperty("data");
        data.EnumerateObject().Count().ShouldBe(Callers * Rounds);
    }

    [Fact]
    public async Task Edits_of_different_parts_of_one_client_are_all_kept()
    {
        for (var i = 0; i < Callers; i++)
        {
            await Host.NewRoleAsync($"r{i}");
        }

        await Host.NewClientAsync("ada");
        var replies = await Race.RunAsync(
            Callers,
            1,
            (_, i) =>
                (i % 4) switch
                {
                    0 => Host.PostAsync("/api/clients/ada/roles", $"[\"r{i}\"]", Host.Root),
                    1 => Host.PutAsync("/api/clients/ada", $$"""{"data":{"k{{i}}":1} }""", Host.Root),
                    2 => Host.PutAsync("/api/clients/ada", $$"""{"secret":"s{{i}}"}""", Host.Root),
                    _ => Host.PostAsync(
                        "/api/clients/ada/resources",
                        $$"""{"name":"{{(i % 8 == 3 ? "clients" : "roles")}}","access":{"read":true} }""",
                        Host.Root
                    ),
                }
        );

        // Two of each four give the same resource: the first wins, the second hears of it.
        replies[0].Count(reply => reply.Status == 409).ShouldBe(2);
        replies[0].Count(reply => reply.Status is 200 or 201).ShouldBe(Callers - 2);
        var ada = await ClientAsync("ada");
        ada.GetProperty("roles").GetArrayLength().ShouldBe(4);
        ada.GetProperty("data").EnumerateObject().Count().ShouldBe(4);
        ada.GetProperty("resources").EnumerateObject().Count().ShouldBe(2);
        var secrets = await Task.WhenAll(((int[])[2, 6, 10, 14]).Select(i => Host.RequestTokenAsync("ada", $"s{i}")));
        secrets.Count(reply => reply.Status == 200).ShouldBe(1, "one secret at a time");
    }

    [Fact]
    public async Task Of_many_clients_of_one_id_exactly_one_is_made()
    {
        var replies = await Race.RunAsync(
            Callers,
            Rounds,
            (round, _) => Host.PostAsync("/api/clients", $$"""{"clientId":"c{{round}}","secret":"s"}""", Host.Root)
        );

        foreach (var round in replies)
        {
            round.Count(reply => reply.Status == 201).ShouldBe(1);
            // Slow hashes are few at a time: who finds the line full is told to come again.
            round.ShouldAllBe(reply => reply.Status == 201 || reply.Status == 409 || reply.Status == 503);
        }
    }

    [Fact]
    public async Task Edits_of_one_role_are_all_kept()
    {
        await Host.NewRoleAsync("a");
        await Host.PostAsync("/api/roles/a/resources", """{"name":"clients","access":{}}""", Host.Root);
        string[] types = ["delete", "deleteOwn", "create", "read", "readOwn", "update", "updateOwn"];

        var replies = await Race.RunAsync(
            types.Length,
            1,
            (_, i) => Host.PutAsync("/api/roles/a/resources/clients", $$"""{"{{types[i]}}":true}""", Host.Root)
        );

        replies[0].ShouldAllBe(reply => reply.Status == 200);
        (await Host.GetAsync("/api/roles/a", Host.Root)).Body.ShouldContain(DadiHost.Matrix(types));
    }

    [Fact]
    public async Task Of_many_roles_of_one_name_exactly_one_is_made()
    {
        var replies = await Race.RunAsync(
            Callers,
            Rounds,
            (round, _) => Host.PostAsync("/api/roles", $$"""{"name":"r{{round}}"}""", Host.Root)
        );

        foreach (var round in replies)
        {
            round.Count(reply => reply.Status == 201).ShouldBe(1);
            round.Count(reply => reply.Status == 409).ShouldBe(Callers - 1);
        }
    }

    [Fact]
    public async Task Edits_of_one_key_are_all_kept()
    {
        var made = await Host.PostAsync("/api/keys", """{"resources":{"clients":{}}}""", Host.Root);
        var id = made.Json.GetProperty("results")[0].GetProperty("_id").GetString();
        string[] types = ["delete", "deleteOwn", "create", "read", "readOwn", "update", "updateOwn"];

        var replies = await Race.RunAsync(
            types.Length,
            1,
            (_, i) => Host.PutAsync($"/api/keys/{id}/resources/clients", $$"""{"{{types[i]}}":true}""", Host.Root)
        );

        replies[0].ShouldAllBe(reply => reply.Status == 200);
        (await Host.GetAsync("/api/keys", Host.Root)).Body.ShouldContain(DadiHost.Matrix(types));
    }

    [Fact]
    public async Task Roles_that_come_to_extend_each_other_at_one_moment_hang_nobody()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (a, b) = ($"a{round}", $"b{round}");
            await Host.NewRoleAsync(a);
            await Host.NewRoleAsync(b);
            var ada = await Host.NewClientAsync($"ada{round}", $$""","roles":["{{a}}"]""");

            await Race.RunAsync(
                2,
                1,
                (_, i) =>
                    i == 0
                        ? Host.PutAsync($"/api/roles/{a}", $$"""{"extends":"{{b}}"}""", Host.Root)
                        : Host.PutAsync($"/api/roles/{b}", $$"""{"extends":"{{a}}"}""", Host.Root)
            );

            (await Host.GetAsync("/things", ada)).Status.ShouldBe(403);
            (await Host.GetAsync("/api/roles", Host.Root)).Status.ShouldBe(200);
        }
    }

    private async Task<JsonElement> ClientAsync(string id) =>
        (await Host.GetAsync($"/api/clients/{id}", Host.Root)).Json.GetProperty("results")[0];
}
