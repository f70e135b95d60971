using Auth.Maintenance;
using Auth.Pipeline;
using Auth.Storage;
using Auth.Storage.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Telemetry;

/// <summary>What a listener of the meter hears.</summary>
public sealed class AuthMetricsTests
{
    private static Task<PipelineHost> StartAsync() =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = new Dictionary<string, string?>
                {
                    ["Auth:RateLimiting:Policies:thumbnail"] = "1/min",
                    ["Auth:RateLimiting:Policies:trial"] = "1/min",
                    ["Auth:RateLimiting:ShadowPolicies"] = "trial",
                },
                Auth = auth => auth.AddOpenverseDialect(),
                Map = app =>
                {
                    app.MapGet("/", () => "in");
                    app.MapGet("/thumb", () => "in").RequireRateLimit("thumbnail");
                    app.MapGet("/trial", () => "in").RequireRateLimit("trial");
                },
            }
        );

    [Fact]
    public async Task Presented_tokens_are_counted_by_what_became_of_them()
    {
        await using var host = await StartAsync();
        using var heard = new HeardMetrics(host);
        var caller = await host.RegisterAsync(lifetime: TimeSpan.FromSeconds(3));

        await host.StatusAsync("/", caller.Token);
        await host.StatusAsync("/", caller.Token);
        await host.StatusAsync("/", Altered(caller.Token));
        await host.StatusAsync("/", "not-one-of-ours");
        host.Time.Advance(TimeSpan.FromSeconds(3));
        await host.StatusAsync("/", caller.Token);
        await host.StatusAsync("/");

        heard
            .Of("auth.bearer.validations")
            .ShouldBe([
                (1, "cache=miss,result=valid"),
                (1, "cache=hit,result=valid"),
                (1, "cache=miss,result=unknown"),
                (1, "cache=none,result=malformed"),
                (1, "cache=miss,result=expired"),
            ]);
        heard.Of("auth.bearer.validation.duration").Count().ShouldBe(2);
    }

    [Fact]
    public async Task Counted_requests_are_told_by_tier_policy_and_result()
    {
        await using var host = await StartAsync();
        using var heard = new HeardMetrics(host);
        var caller = await host.RegisterAsync("enhanced");
        foreach (var path in (string[])["/", "/thumb", "/thumb", "/trial", "/trial"])
        {
            await host.StatusAsync(path, caller.Token);
        }

        await host.StatusAsync("/");

        heard
            .Of("auth.rate_limit.requests")
            .ShouldBe([
                (1, "policy=default,result=allowed,tier=enhanced"),
                (1, "policy=thumbnail,result=allowed,tier=enhanced"),
                (1, "policy=thumbnail,result=refused,tier=enhanced"),
                (1, "policy=trial,result=allowed,tier=enhanced"),
                (1, "policy=trial,result=shadow,tier=enhanced"),
                (1, "policy=default,result=allowed,tier=anonymous"),
            ]);
    }

    [Theory]
    [InlineData("/oauth2/token")]
    [InlineData("/v1/auth_tokens/token/")]
    public async Task Requests_for_tokens_are_counted_and_timed(string path)
    {
        await using var host = await StartAsync();
        using var heard = new HeardMetrics(host);
        var caller = await host.RegisterAsync(scopes: ["read"]);

        await PostAsync("client_credentials", caller.Secret);
        await PostAsync("client_credentials", "wrong");
        await PostAsync("password-of-someone", caller.Secret);

        const string known = "grant_type=client_credentials,result=";
        heard
            .Of("auth.token.requests")
            .ShouldBe([(1, known + "success"), (1, known + "refused"), (1, "grant_type=_OTHER,result=refused")]);
        heard.Of("auth.token.duration").Count().ShouldBe(3);
        heard.Of("auth.rate_limit.store.duration").ShouldNotBeEmpty();

        async Task PostAsync(string grantType, string secret)
        {
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = grantType,
                    ["client_id"] = caller.Client.Id,
                    ["client_secret"] = secret,
                    ["scope"] = "read",
                }
            );
            using var response = await host.Http.PostAsync(path, form);
        }
    }

    [Fact]
    public async Task Registrations_are_counted()
    {
        await using var host = await StartAsync();
        using var heard = new HeardMetrics(host);
        using var bad = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var good = new StringContent("""{"client_name":"App"}""", System.Text.Encoding.UTF8, "application/json");

        using var refused = await host.Http.PostAsync("/v1/auth_tokens/register/", bad);
        using var done = await host.Http.PostAsync("/oauth2/register", good);

        heard.Of("auth.registration.requests").ShouldBe([(1, "result=refused"), (1, "result=success")]);
    }

    [Fact]
    public async Task Removed_rows_are_counted()
    {
        await using var host = await StartAsync();
        using var heard = new HeardMetrics(host);
        var caller = await host.RegisterAsync();
        var tokens = host.Services.GetRequiredService<ITokenStore>();
        for (var i = 0; i < 3; i++)
        {
            await tokens.AddAsync(Some.Token(caller.Client.Id, host.Time.GetUtcNow() - TimeSpan.FromHours(2)), default);
        }

        await host.Services.GetRequiredService<MaintenanceWorker>().RunAsync(default);

        heard.Of("auth.cleanup.removed").ShouldBe([(3, "kind=token")]);
    }

    [Fact]
    public async Task No_tag_names_a_client()
    {
        await using var host = await StartAsync();
        using var heard = new HeardMetrics(host);
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);
        await host.StatusAsync("/", caller.Token);

        heard.All.ShouldNotBeEmpty();
        heard.All.ShouldAllBe(told => !told.Contains(caller.Client.Id) && !told.Contains(caller.Client.Name));
    }

    private static string Altered(string token) => token[..^1] + (token[^1] == 'a' ? 'b' : 'a');
}
