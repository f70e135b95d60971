using Auth.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Pipeline;

/// <summary>Scripts of other origins may read the limit headers.</summary>
public sealed class LimitHeaderExposureTests
{
    private static Task<PipelineHost> StartAsync(params string[] exposed) => StartAsync("All", exposed);

    private static Task<PipelineHost> StartAsync(string fields, string[] exposed) =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = new Dictionary<string, string?> { ["Auth:RateLimiting:Fields"] = fields },
                Auth = auth => auth.AddOpenverseDialect(),
                Services = services =>
                    services.AddCors(cors =>
                        cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().WithExposedHeaders(exposed))
                    ),
                Before = app => app.UseCors(),
                Map = app =>
                {
                    app.MapGet("/", () => "in");
                    app.MapGet("/openverse", () => "in").WithOpenverseDialect();
                    app.MapGet("/health", () => "in").DisableRateLimit();
                    app.MapGet("/ruled", () => "in").WithMetadata(new CorsRule("GET") { Exposed = "Link" });
                },
            }
        );

    [Fact]
    [Trait("line", "L9")]
    public async Task They_are_exposed_to_a_request_with_an_origin()
    {
        await using var host = await StartAsync();

        using var response = await SendAsync(host, "/");

        Exposed(response).ShouldBe(["RateLimit", "RateLimit-Policy", "Retry-After"], ignoreOrder: true);
    }

    [Fact]
    public async Task They_are_exposed_beside_those_of_the_hosts_own_policy()
    {
        await using var host = await StartAsync("X-Total", "Link");

        using var response = await SendAsync(host, "/");

        Exposed(response)
            .ShouldBe(["X-Total", "Link", "RateLimit", "RateLimit-Policy", "Retry-After"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_refusal_exposes_them_too()
    {
        await using var host = await StartAsync();
        while (await host.StatusAsync("/") == 200) { }

        using var response = await SendAsync(host, "/");

        ((int)response.StatusCode).ShouldBe(429);
        Exposed(response).ShouldContain("Retry-After");
        response.Header("Access-Control-Allow-Origin").ShouldBe("*");
    }

    [Fact]
    public async Task An_endpoint_with_a_rule_of_its_own_exposes_each_of_them_once()
    {
        await using var host = await StartAsync();

        using var response = await SendAsync(host, "/ruled");

        string.Join(',', response.Headers.GetValues("Access-Control-Expose-Headers"))
            .Split(',')
            .Select(name => name.Trim())
            .ShouldBe(["Link", "RateLimit", "RateLimit-Policy", "Retry-After"], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_an_origin_or_without_limits_nothing_is_exposed()
    {
        await using var host = await StartAsync();

        using var sameOrigin = await host.GetAsync("/");
        using var unlimited = await SendAsync(host, "/health");

        sameOrigin.Header("Access-Control-Expose-Headers").ShouldBeNull();
        unlimited.Header("Access-Control-Expose-Headers").ShouldBeNull();
    }

    [Fact]
    public async Task The_fields_of_a_dialect_are_exposed_where_they_are_the_only_ones()
    {
        await using var host = await StartAsync("Legacy", []);

        using var response = await SendAsync(host, "/openverse");

        var limits = response
            .Headers.Select(header => header.Key)
            .Where(name => name.StartsWith("X-RateLimit-", StringComparison.Ordinal))
            .ToArray();
        limits.ShouldNotBeEmpty();
        Exposed(response).ShouldBe([.. limits, "Retry-After"], ignoreOrder: true);
    }

    [Fact]
    public async Task Where_no_field_is_written_nothing_is_exposed_until_the_settings_change()
    {
        await using var host = await StartAsync("None", []);
        using var without = await SendAsync(host, "/openverse");

        host.Edit(("Auth:RateLimiting:Fields", "Standard"));
        using var with = await SendAsync(host, "/openverse");

        without.Header("Access-Control-Expose-Headers").ShouldBeNull();
        Exposed(with).ShouldBe(["RateLimit", "RateLimit-Policy", "Retry-After"], ignoreOrder: true);
    }

    private static string[] Exposed(HttpResponseMessage response) =>
        [.. response.Header("Access-Control-Expose-Headers")!.Split(',').Select(name => name.Trim())];

    private static Task<HttpResponseMessage> SendAsync(PipelineHost host, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://app.example");
        return host.Http.SendAsync(request);
    }
}
