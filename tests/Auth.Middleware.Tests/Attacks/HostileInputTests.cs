using Auth.OAuth;
using Auth.Rig;

namespace Auth.Attacks;

/// <summary>Long parameters cost no work, and no parameter is more than text.</summary>
public sealed class HostileInputTests
{
    [Theory]
    [InlineData(1_010, 400)]
    [InlineData(16_000, 400)]
    [InlineData(50_000, 413)]
    [InlineData(5_000_000, 413)]
    [Trait("attack", "56")]
    public async Task A_scope_of_any_length_is_refused(int length, int status)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var words = string.Join('+', Enumerable.Repeat("read", length / 5));

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.RawForm($"grant_type=client_credentials&scope={words}"),
            key.Basic
        );

        reply.Status.ShouldBe(status, reply.Body);
        (await host.RequestTokenAsync(key)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("'; DROP TABLE auth_clients;--")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("x' OR '1'='1")]
    [Trait("attack", "61")]
    public async Task A_forged_cursor_or_search_is_only_text(string text)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = StoreKind.Sqlite);
        await host.RegisterAsync("""{"client_name":"App"}""");
        var escaped = Uri.EscapeDataString(text);

        var searched = await host.GetAsync($"{OAuthHost.Admin}/clients?q={escaped}");
        var paged = await host.GetAsync($"{OAuthHost.Admin}/clients?after={escaped}");

        searched.Status.ShouldBe(200);
        searched.Json.GetProperty("clients").GetArrayLength().ShouldBe(0);
        paged.Status.ShouldBeOneOf(200, 400);
        var all = await host.GetAsync($"{OAuthHost.Admin}/clients");
        all.Json.GetProperty("clients").GetArrayLength().ShouldBe(1);
    }
}
