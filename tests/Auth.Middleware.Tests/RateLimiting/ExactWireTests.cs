using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;

namespace Auth.RateLimiting;

/// <summary>N allowed means N admitted, through the whole pipeline and however many call at once.</summary>
public sealed class ExactWireTests
{
    private const int Callers = 64;
    private const int Requests = 10_000;
    private const int Limit = 777;

    [Theory]
    [InlineData("client", false)]
    [InlineData("client", true)]
    [InlineData("address", false)]
    [InlineData("policy", false)]
    [Trait("line", "L7")]
    [Trait("attack", "48")]
    public async Task Exactly_the_limit_is_admitted(string by, bool kestrel)
    {
        var rate = $"{Limit}/h";
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                UsesKestrel = kestrel,
                Settings = new Dictionary<string, string?>
                {
                    ["Auth:RateLimiting:Tiers:standard:burst"] = rate,
                    ["Auth:RateLimiting:Tiers:anonymous:burst"] = rate,
                    ["Auth:RateLimiting:Tiers:anonymous:sustained"] = "off",
                    ["Auth:RateLimiting:Policies:thumbnail"] = rate,
                },
                Map = app =>
                {
                    app.MapGet("/", () => "in");
                    app.MapGet("/thumb", () => "in").RequireRateLimit("thumbnail");
                },
            }
        );
        var caller = await host.RegisterAsync();
        string?[] tokens =
            by == "address"
                ? [null]
                : [caller.Token, await host.IssueAsync(caller.Client), await host.IssueAsync(caller.Client)];
        var path = by == "policy" ? "/thumb" : "/";

        var (admitted, refused) = (0, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests),
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (i, _) =>
            {
                var status = await host.StatusAsync(path, tokens[i % tokens.Length]);
                Interlocked.Increment(ref status == 200 ? ref admitted : ref refused);
                (status is 200 or 429).ShouldBeTrue();
            }
        );

        admitted.ShouldBe(Limit);
        refused.ShouldBe(Requests - Limit);
    }
}
