using System.Net;
using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;

namespace Auth.RateLimiting;

/// <summary>Who is one anonymous caller, whatever the request says of itself.</summary>
public sealed class AddressWireTests
{
    private static readonly string[] Claims =
    [
        "X-Forwarded-For",
        "X-Real-IP",
        "Forwarded",
        "True-Client-IP",
        "CF-Connecting-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "X-Original-For",
        "Fastly-Client-IP",
        "X-Forwarded",
        "Via",
    ];

    private static readonly string[] Values =
    [
        "203.0.113.{0}",
        "203.0.113.{0}:4711",
        "[2001:db8::{0}]:80",
        "2001:db8:{0}::1",
        "for=203.0.113.{0};proto=https",
        "unknown, 203.0.113.{0}",
        "203.0.113.{0}, 192.0.2.1",
        "\"_hidden{0}\"",
    ];

    private static Task<PipelineHost> StartAsync(params string[] proxies) =>
        PipelineHost.StartAsync(
            app => app.MapGet("/", () => "in"),
            [.. proxies.Select((proxy, i) => ($"Auth:TrustedProxies:{i}", (string?)proxy))]
        );

    [Fact]
    [Trait("attack", "42")]
    [Trait("attack", "64")]
    public async Task No_header_moves_a_caller_to_another_partition()
    {
        await using var host = await StartAsync();
        var number = 0;
        foreach (var claim in Claims)
        {
            foreach (var value in Values)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, "/");
                request
                    .Headers.TryAddWithoutValidation(claim, string.Format(null, value, ++number % 250))
                    .ShouldBeTrue();
                request.Headers.TryAddWithoutValidation(claim, $"198.51.100.{number % 250}");
                using var response = await host.Http.SendAsync(request);
                ((int)response.StatusCode).ShouldBe(number <= 20 ? 200 : 429);
            }
        }

        number.ShouldBeGreaterThan(80);
    }

    [Theory]
    // Only what the proxy appended counts, whatever the caller wrote before it.
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("1.1.1.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("10.9.9.9, 192.0.2.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("unknown, 203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7:4711", "203.0.113.7")]
    // A second trusted proxy in the chain is walked through.
    [InlineData("203.0.113.7, 10.0.0.8", "203.0.113.7")]
    [InlineData("1.1.1.1, 203.0.113.7, 10.0.0.8, 10.0.0.9", "203.0.113.7")]
    // What cannot be read counts as absent.
    [InlineData("unknown", "192.0.2.1")]
    [InlineData("", "192.0.2.1")]
    [Trait("attack", "42")]
    public async Task Behind_a_trusted_proxy_the_last_address_it_vouches_for_counts(string forwarded, string counted)
    {
        await using var host = await StartAsync("192.0.2.1", "10.0.0.0/8");
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwarded);
        using var response = await host.Http.SendAsync(request);

        response.Left("burst").ShouldBe(19);
        (await LeftAsync(host, counted == "192.0.2.1" ? "192.0.2.1" : counted)).ShouldBe(18);
    }

    [Fact]
    [Trait("attack", "42")]
    [Trait("attack", "64")]
    public async Task Who_is_no_trusted_proxy_vouches_for_nobody()
    {
        await using var host = await StartAsync("192.0.2.1");
        for (var i = 0; i < 25; i++)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add(PipelineHost.AddressHeader, "198.51.100.5");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            using var response = await host.Http.SendAsync(request);
            ((int)response.StatusCode).ShouldBe(i < 20 ? 200 : 429);
        }
    }

    [Theory]
    [InlineData("198.51.100.1", "::ffff:198.51.100.1", true)]
    [InlineData("::ffff:198.51.100.1", "::ffff:198.51.100.2", false)]
    [InlineData("198.51.100.1", "198.51.100.2", false)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("64:ff9b::198.51.100.1", "198.51.100.1", true)]
    [InlineData("64:ff9b::198.51.100.1", "64:ff9b::198.51.100.2", false)]
    [Trait("attack", "43")]
    [Trait("attack", "44")]
    public async Task Two_addresses_are_one_caller_when_they_belong_to_one(string first, string second, bool same)
    {
        await using var host = await StartAsync();

        await LeftAsync(host, first);

        (await LeftAsync(host, second)).ShouldBe(same ? 18 : 19);
    }

    [Fact]
    [Trait("attack", "44")]
    public async Task A_real_connection_is_counted_by_its_own_address_on_both_stacks()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup { UsesKestrel = true, Map = app => app.MapGet("/", () => "in") }
        );

        for (var i = 0; i < 25; i++)
        {
            // A connection each.
            using var http = new HttpClient { BaseAddress = host.Http.BaseAddress };
            http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            (await http.GetAsync("/")).StatusCode.ShouldBe(i < 20 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests);
        }
    }

    private static async Task<long> LeftAsync(PipelineHost host, string from)
    {
        using var response = await host.GetAsync("/", from: from);
        return response.Left("burst");
    }
}
