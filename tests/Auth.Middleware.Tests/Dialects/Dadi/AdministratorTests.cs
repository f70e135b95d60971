using Auth.Rig;
using Auth.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Dadi;

/// <summary>The first administrator, from configuration.</summary>
public sealed class AdministratorTests
{
    [Fact]
    public async Task It_is_an_administrator_unless_the_host_says_more()
    {
        await using var host = await DadiHost.StartAsync(dadi: o => o.Admin.AccessType = ClientAccessType.Admin);

        (await host.GetAsync("/api/client", host.Root)).Body.ShouldContain("\"accessType\":\"admin\"");
        new DadiAdminOptions().AccessType.ShouldBe(ClientAccessType.Admin);
    }

    [Fact]
    public async Task It_outlives_a_restart_and_its_secret_follows_the_configuration()
    {
        var directory = Directory.CreateTempSubdirectory("auth-dadi-");
        var file = Path.Combine(directory.FullName, "auth.db");
        await using (var first = await DadiHost.StartAsync(StoreKind.Sqlite, file: file))
        {
            await first.PutAsync("/api/client", """{"data":{"kept":true}}""", first.Root);
        }

        await using (var second = await DadiHost.StartAsync(StoreKind.Sqlite, file: file))
        {
            (await second.GetAsync("/api/client", second.Root)).Body.ShouldContain("\"kept\":true");
            second.Log.From(LogLevel.Information).ShouldNotContain(line => line.Contains("Auth:Dadi:Admin"));
        }

        await using (var third = await DadiHost.StartAsync(StoreKind.Sqlite, file: file))
        {
            await third.PutAsync("/api/client", """{"secret":"another"}""", third.Root);
        }

        await using var fourth = await DadiHost.StartAsync(StoreKind.Sqlite, file: file);
        (await fourth.RequestTokenAsync(DadiHost.RootId, "another")).Status.ShouldBe(401);
        (await fourth.GetAsync("/api/client", fourth.Root)).Body.ShouldContain("\"kept\":true");
        fourth.Log.Text.ShouldContain("was replaced by the one of Auth:Dadi:Admin");
        fourth.Log.Text.ShouldNotContain(DadiHost.RootSecret);
        await fourth.DisposeAsync();
        directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("a", null, "set together")]
    [InlineData(null, "a", "set together")]
    public async Task Half_a_setting_stops_the_start(string? id, string? secret, string message)
    {
        var start = () =>
            DadiHost.StartAsync(dadi: options => (options.Admin.ClientId, options.Admin.Secret) = (id, secret));

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldContain(message);
    }

    [Fact]
    public async Task A_secret_that_is_too_long_stops_the_start()
    {
        var start = () => DadiHost.StartAsync(dadi: options => options.Admin.Secret = new string('x', 129));

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldContain("128 bytes");
    }
}
