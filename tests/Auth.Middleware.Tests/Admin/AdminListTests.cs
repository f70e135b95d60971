using System.Text.Json;
using Auth.Pipeline;

namespace Auth.Admin;

/// <summary>Finding clients.</summary>
public sealed class AdminListTests
{
    [Fact]
    public async Task Pages_are_newest_first_and_miss_nobody()
    {
        await using var admin = await AdminHost.StartAsync();
        var expected = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            expected.Insert(0, await RegisterAsync(admin, $"App {i}"));
            admin.Host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var found = new List<string>();
        var sizes = new List<int>();
        string? after = "";
        while (after is not null)
        {
            var page = await admin.DoAsync("GET", $"/clients?limit=3&after={after}");
            var ids = Ids(page);
            found.AddRange(ids);
            sizes.Add(ids.Count);
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        found.ShouldBe(expected);
        sizes.ShouldBe([3, 3, 1]);
    }

    [Fact]
    public async Task A_search_finds_an_id_a_part_of_a_name_or_a_whole_address()
    {
        await using var admin = await AdminHost.StartAsync();
        var weather = await RegisterAsync(admin, "Weather BOT", "jane@example.org");
        var robot = await RegisterAsync(admin, "Robot of 100% steel", "jane@example.com");
        var both = await RegisterAsync(admin, "Bot_tle", "Jane@example.org");

        (await FindAsync(weather)).ShouldBe([weather]);
        (await FindAsync(weather.ToLowerInvariant())).ShouldBeEmpty();
        (await FindAsync("bot")).ShouldBe([weather, robot, both], ignoreOrder: true);
        (await FindAsync("WEATHER  b\u200Bot")).ShouldBe([weather]);
        (await FindAsync("jane@example.org")).ShouldBe([weather]);
        (await FindAsync("jane@EXAMPLE.org")).ShouldBe([weather]);
        (await FindAsync("jane@example")).ShouldBeEmpty();
        (await FindAsync("100% ")).ShouldBe([robot]);
        (await FindAsync("%")).ShouldBe([robot]);
        (await FindAsync("t_t")).ShouldBe([both]);
        (await FindAsync("' or 1=1 --")).ShouldBeEmpty();
        (await FindAsync("\u200B")).ShouldBeEmpty();
        (await FindAsync(" ")).Count.ShouldBe(3);

        async Task<List<string>> FindAsync(string text) =>
            Ids(await admin.DoAsync("GET", $"/clients?q={Uri.EscapeDataString(text)}"));
    }

    [Fact]
    public async Task A_page_after_nobody_is_empty()
    {
        await using var admin = await AdminHost.StartAsync();
        await RegisterAsync(admin, "App");

        Ids(await admin.DoAsync("GET", "/clients?after=nobody")).ShouldBeEmpty();
    }

    private static async Task<string> RegisterAsync(AdminHost admin, string name, string? email = null) =>
        (await admin.DoAsync("POST", "/clients", email is null ? new { name } : new { name, email } as object))
            .GetProperty("client")
            .GetProperty("client_id")
            .GetString()!;

    private static List<string> Ids(JsonElement page) =>
        [
            .. page.GetProperty("clients")
                .EnumerateArray()
                .Select(client => client.GetProperty("client_id").GetString()!),
        ];
}
