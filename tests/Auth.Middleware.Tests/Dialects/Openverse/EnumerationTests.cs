using Auth.Rig;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Openverse;

/// <summary>Nobody learns from an answer whether a client exists, is switched off or has lapsed.</summary>
public sealed class EnumerationTests
{
    [Theory]
    [Trait("rfc", "6749-5.2")]
    [InlineData(OpenverseHost.TokenPath, false)]
    [InlineData(OpenverseHost.TokenPath, true)]
    [InlineData(OpenverseHost.RevokePath, false)]
    [InlineData(OpenverseHost.RevokePath, true)]
    [InlineData(OpenverseHost.IntrospectPath, false)]
    [InlineData(OpenverseHost.IntrospectPath, true)]
    [InlineData(OpenverseHost.VerifyPath, false)]
    [InlineData(OpenverseHost.VerifyPath, true)]
    [Trait("attack", "2")]
    public async Task Every_reason_to_refuse_a_client_looks_the_same(string path, bool basic)
    {
        await using var host = await OpenverseHost.StartAsync();
        var lapsed = await host.RegisterAsync("Lapsed");
        host.Clock.Advance(TimeSpan.FromDays(7));
        var live = await host.RegisterAsync("Live");
        var disabled = await host.RegisterAsync("Disabled");
        await DisableAsync(host, disabled);

        var good = await Ask(live);
        var refusals = new[]
        {
            await Ask(new Registered("unknown", live.Secret)),
            await Ask(live with { Secret = "wrong" }),
            await Ask(live with { Secret = disabled.Secret }),
            await Ask(live with { Secret = live.Secret[..^1] }),
            await Ask(new Registered(new string('x', 200), live.Secret)),
            await Ask(disabled),
            await Ask(lapsed),
        };

        good.Status.ShouldBeInRange(200, 202);
        refusals.ShouldAllBe(reply => reply.Status == 401);
        refusals.Select(Comparable).Distinct().ShouldHaveSingleItem();

        Task<WireReply> Ask(Registered credentials)
        {
            (string, string)[] form = [("grant_type", "client_credentials"), ("token", "x")];
            return host.SendAsync(
                HttpMethod.Post,
                path,
                OpenverseHost.Form(basic ? form : [.. form, .. credentials.Form]),
                basic ? [credentials.Basic] : []
            );
        }
    }

    [Fact]
    public async Task A_client_that_is_enabled_again_gets_tokens_again()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();
        await DisableAsync(host, registered);
        (await host.RequestTokenAsync(registered)).Status.ShouldBe(401);

        await DisableAsync(host, registered, disabled: false);

        (await host.RequestTokenAsync(registered)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "6750-3.1")]
    public async Task A_token_of_a_disabled_client_is_forbidden_at_once()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();
        var token = await host.TokenAsync(registered);
        (await host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(200);

        await DisableAsync(host, registered);
        var reply = await host.GetAsync("/private", OpenverseHost.Bearer(token));

        (reply.Status, reply.Body).ShouldBe(
            (403, """{"detail":"You do not have permission to perform this action."}""")
        );
    }

    private static async Task DisableAsync(OpenverseHost host, Registered registered, bool disabled = true)
    {
        var clients = host.Services.GetRequiredService<IClientStore>();
        var client = await clients.FindAsync(registered.ClientId, CancellationToken.None);
        (await clients.TryUpdateAsync(client! with { Disabled = disabled }, CancellationToken.None)).ShouldBeTrue();
    }

    /// <summary>All but the numbers of the limiter, which count requests and not secrets.</summary>
    private static string Comparable(WireReply reply) =>
        string.Join(
            '\n',
            reply
                .Headers.Where(field =>
                    field.Key is not "RateLimit"
                    && !field.Key.StartsWith("X-RateLimit-Available", StringComparison.Ordinal)
                )
                .Select(field => $"{field.Key}: {field.Value}")
                .Append(reply.Body)
        );
}
