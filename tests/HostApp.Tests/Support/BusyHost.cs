using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>A host as operators find it: clients with a past, requests that wait, and mail that does not get out; shared by the tests of a class.</summary>
public sealed class BusyHost : IAsyncLifetime
{
    private string _outgoing = "";

    internal HostProcess Host { get; private set; } = null!;

    /// <summary>The busiest client.</summary>
    internal Application Guide { get; private set; } = null!;

    /// <summary>A client that waits for an answer.</summary>
    internal Application Shop { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = OpenHost.Settings;
        settings["Auth__Mail__PickupDirectory"] = "outgoing";
        Host = await HostProcess.StartAsync(settings);
        _outgoing = Path.Combine(Host.DataDirectory, "outgoing");
        await File.WriteAllTextAsync(_outgoing, "A file where a directory should be: no mail gets out.");

        Guide = await Host.VouchAsync("Museum guide", "guide@museum.example", "Tells visitors about what they see.");
        Shop = await Host.VouchAsync("Print shop", "prints@shop.example", "Sells prints of pictures that are free.");
        var lens = await Host.VouchAsync("Weekend lens", "ada@home.example", "A blue marble a day.");
        await Host.AddPastAsync(Guide.Id, day => (420 + (day * 37 % 260), day % 9 == 4 ? 85 : 0));
        await Host.AddPastAsync(Shop.Id, day => (90 + (day * 53 % 120), day > 21 ? 30 + day : 0));
        await CallAsync(Guide, 84);
        await CallAsync(Shop, 106);
        await CallAsync(lens, 12);
        await Host.AskForTierAsync(lens, "enhanced", "A slide show at the observatory, for one night.");
        var asked = (await Host.OperateAsync("GET", "tier-requests")).Json.GetProperty("requests")[0].GetProperty("id");
        var answer = new { note = "Have a clear sky." };
        (await Host.OperateAsync("POST", $"tier-requests/{asked}/approve", answer)).Status.ShouldBe(200);
        await Host.AskForTierAsync(Shop, "enhanced", "Before the holidays we sell ten times as many prints.");
        (await Host.RegisterAsync("Newcomer", "newcomer@example.org")).Status.ShouldBe(201);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Lets mail out.</summary>
    internal MailDrop MendMail()
    {
        File.Delete(_outgoing);
        return new MailDrop(_outgoing);
    }

    private async Task CallAsync(Application application, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Host.GetAsync("v1/images/?page_size=1", application.Token);
        }
    }
}
