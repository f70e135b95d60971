using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>A host whose tier <c>standard</c> has four calls an hour, so that a person at a page reaches the limit; shared by the tests of a class.</summary>
public sealed class SmallHost : IAsyncLifetime
{
    internal HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = OpenHost.Settings;
        settings["Auth__RateLimiting__Tiers__standard__burst"] = "4/h";
        Host = await HostProcess.StartAsync(settings);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
