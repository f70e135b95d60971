using Auth.Pipeline;
using Auth.RateLimiting.Together;
using Auth.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Nodes;

/// <summary>What several nodes cannot run with stops the start, all of it in one message.</summary>
public sealed class NodeValidatorTests
{
    [Fact]
    public async Task Everything_that_is_wrong_is_listed_at_once()
    {
        var setup = new PipelineSetup
        {
            Environment = "Production",
            Settings = new Dictionary<string, string?>
            {
                ["Auth:PublicBaseUrl"] = "http://api.example.com",
                ["Auth:Realm"] = "a \" b",
            },
            Auth = auth => auth.UseStore<ISharedCounterStore>(_ => new ModelCounterStore(() => 0)),
            Services = services =>
                services.Configure<ForwardedHeadersOptions>(options =>
                {
                    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
                    options.KnownProxies.Clear();
                    options.KnownIPNetworks.Clear();
                }),
        };

        var error = await Should.ThrowAsync<OptionsValidationException>(async () =>
            await PipelineHost.StartAsync(setup)
        );

        error.Failures.ShouldContain(failure => failure.StartsWith("Auth:Realm", StringComparison.Ordinal));
        error.Failures.ShouldContain(failure => failure.Contains("own memory", StringComparison.Ordinal));
        error.Failures.ShouldContain(failure => failure.StartsWith("Auth:PublicBaseUrl", StringComparison.Ordinal));
        error.Failures.ShouldContain(failure => failure.Contains("Auth:TrustedProxies", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_shared_store_asks_for_a_shared_key()
    {
        var counters = new ModelCounterStore(() => 0);
        var setup = SharedHost.Setup(counters) with { Settings = new Dictionary<string, string?>() };

        var error = await Should.ThrowAsync<OptionsValidationException>(async () =>
            await PipelineHost.StartAsync(setup)
        );

        error.Failures.ShouldHaveSingleItem().ShouldStartWith("Auth:ServerKey is missing.");
    }

    [Fact]
    public async Task One_node_in_production_starts_without_them()
    {
        await using var host = await PipelineHost.StartAsync(new PipelineSetup { Environment = "Production" });

        host.Services.ShouldNotBeNull();
    }
}
