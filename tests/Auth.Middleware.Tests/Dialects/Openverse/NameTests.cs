using Auth.Rig;

namespace Auth.Dialects.Openverse;

/// <summary>Names are unique, whatever they are dressed up as, and are free again when nobody verified.</summary>
public sealed class NameTests
{
    private const string Taken = """{"name":["An application with this name already exists."]}""";

    [Theory]
    [InlineData("My project")]
    [InlineData("  my PROJECT\t")]
    [InlineData("My  project")]
    [InlineData("My\u00a0project")]
    [InlineData("My pro\u200bject")]
    [InlineData("My project\u2060")]
    [InlineData("\u202eMy project")]
    [Trait("attack", "32")]
    public async Task A_look_alike_of_a_name_is_taken(string name)
    {
        await using var host = await OpenverseHost.StartAsync();
        await host.RegisterAsync("My project");

        var reply = await Register(host, name);

        (reply.Status, reply.Body).ShouldBe((400, Taken));
    }

    [Fact]
    public async Task Letters_fold_beyond_ASCII()
    {
        await using var host = await OpenverseHost.StartAsync();
        await host.RegisterAsync("ΟΔΟΣ Ärger");

        var reply = await Register(host, "οδος äRGER");

        (reply.Status, reply.Body).ShouldBe((400, Taken));
    }

    [Fact]
    public async Task Another_name_is_free()
    {
        await using var host = await OpenverseHost.StartAsync();
        await host.RegisterAsync("My project");

        (await Register(host, "My project 2")).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task An_unverified_name_is_free_the_moment_its_seven_days_are_over(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var first = await host.RegisterAsync("My project");
        var end = host.Clock.GetUtcNow().AddDays(7);

        host.Clock.AdvanceTo(end.AddMilliseconds(-1));
        (await Register(host, "My project")).Body.ShouldBe(Taken);
        host.Clock.AdvanceTo(end);
        var second = await host.RegisterAsync("My project");

        second.ClientId.ShouldNotBe(first.ClientId);
        (await host.RequestTokenAsync(first)).Status.ShouldBe(401);
        (await host.RequestTokenAsync(second)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_verified_name_stays(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var registered = await host.RegisterVerifiedAsync();

        host.Clock.Advance(TimeSpan.FromDays(400));
        await host.MaintainAsync();

        (await Register(host, "My project")).Body.ShouldBe(Taken);
        (await host.RequestTokenAsync(registered)).Status.ShouldBe(200);
    }

    private static Task<WireReply> Register(OpenverseHost host, string name) =>
        host.PostFormAsync(
            OpenverseHost.RegisterPath,
            ("name", name),
            ("description", "Tests"),
            ("email", "dev@example.org")
        );
}
