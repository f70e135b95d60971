using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>A host whose limits on registering are off, with the operator API open; shared by the tests of a class.</summary>
public sealed class OpenHost : IAsyncLifetime
{
    /// <summary>Settings under which one address may register as often as a test needs.</summary>
    public static Dictionary<string, string?> Settings =>
        new(StringComparer.Ordinal)
        {
            ["HostApp__OperatorKey"] = HostCalls.OperatorKey,
            ["Auth__RateLimiting__Policies__register"] = "off",
            ["Auth__RateLimiting__Policies__token"] = "off",
            ["Auth__RateLimiting__Policies__verify"] = "off",
            ["Auth__RateLimiting__Policies__key-info"] = "off",
            ["Auth__RateLimiting__Policies__authorize"] = "off",
            ["Auth__RateLimiting__Policies__applications"] = "off",
            ["Auth__RateLimiting__Policies__sign-in"] = "off",
            ["Auth__RateLimiting__Policies__operator-sign-in"] = "off",
            ["Auth__RateLimiting__Policies__portal"] = "off",
            ["Auth__RateLimiting__Policies__portal-sign-in"] = "off",
        };

    internal HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await HostProcess.StartAsync(Settings);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
