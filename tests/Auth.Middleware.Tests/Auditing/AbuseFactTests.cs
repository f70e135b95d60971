using System.Net;
using Auth.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Auditing;

/// <summary>Abuse is told, in few words and few facts.</summary>
public sealed class AbuseFactTests
{
    [Fact]
    public async Task Failed_authentications_of_a_client_are_told_with_the_network_until_they_are_refused_unseen()
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Builder = auth => auth.AddEventSink<Sink>());
        var key = await host.RegisterAsync();
        var wrong = key with { Secret = "auth_cs_wrong" };

        for (var i = 0; i < 30; i++)
        {
            await host.SendAsync(
                HttpMethod.Post,
                OAuthHost.TokenPath,
                OAuthHost.Form(OAuthHost.Grant),
                wrong.Basic,
                OAuthHost.From("203.0.113.77")
            );
        }

        await host.RequestTokenAsync(new Key("pasted-by-mistake", "secret", ""));

        var facts = await Sink.OfAsync(host);
        var failed = facts.OfType<ClientAuthenticationFailed>().ToList();
        failed.Count.ShouldBe(20);
        failed.ShouldAllBe(fact => fact.ClientId == key.Id && fact.Network == "203.0.113.0/24");
    }

    [Fact]
    public async Task A_client_over_its_limit_is_told_once_a_minute()
    {
        await using var host = await OAuthHost.StartAsync(setup =>
        {
            setup.Builder = auth => auth.AddEventSink<Sink>();
            setup.Limits = limits =>
            {
                limits.Tiers["standard"]["burst"] = "1000/min";
                limits.Policies["key-info"] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "1/hour" };
            };
        });
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);

        for (var minute = 0; minute < 2; minute++)
        {
            for (var i = 0; i < 5; i++)
            {
                await host.UseAsync(token, OAuthHost.KeyPath);
            }

            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var told = (await Sink.OfAsync(host)).OfType<QuotaExceeded>().ToList();
        told.Select(fact => (fact.ClientId, fact.Policy)).ShouldBe([(key.Id, "key-info"), (key.Id, "key-info")]);
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:aa:bb:cc::1", "2001:db8:aa::/48")]
    [InlineData(null, "none")]
    public void An_address_is_told_as_its_network(string? address, string network) =>
        NetworkText.Of(address is null ? null : IPAddress.Parse(address)).ShouldBe(network);

    private sealed class Sink : IAuthEventSink
    {
        private readonly List<AuthEvent> _facts = [];

        /// <summary>All facts; ends the log, so that none is on its way.</summary>
        public static async Task<IReadOnlyList<AuthEvent>> OfAsync(OAuthHost host)
        {
            await host.Of<AuthEventLog>().StopAsync(default);
            return host.Of<IEnumerable<IAuthEventSink>>().OfType<Sink>().Single()._facts;
        }

        public ValueTask WriteAsync(AuthEvent fact, CancellationToken cancellationToken)
        {
            _facts.Add(fact);
            return ValueTask.CompletedTask;
        }
    }
}
