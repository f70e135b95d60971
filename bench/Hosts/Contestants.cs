using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Auth.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.RateLimiting;

namespace Auth.Bench.Hosts;

/// <summary>The hosts that are compared: each has one endpoint that does nothing.</summary>
internal static class Contestants
{
    private static readonly RequestDelegate Nothing = static _ => Task.CompletedTask;

    /// <summary>Builds a host.</summary>
    public static WebApplication Build(HostSpec spec, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = Environments.Production,
                // Settings files are looked out for from here on down; the default would be the whole working copy.
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        // Any provider makes the host open a scope for each request.
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Settings(spec)).AddInMemoryCollection(spec.Settings);
        configure?.Invoke(builder);
        return spec.Kind switch
        {
            HostKind.Bare => Bare(builder, Nothing),
            HostKind.SameFields => Bare(builder, SameAnswers.WithFields),
            HostKind.SameRefusal => Bare(builder, SameAnswers.RefuseAsync),
            HostKind.Framework => Framework(builder),
            _ => Library(builder, spec),
        };
    }

    /// <summary>A token that the host accepts, of a new client.</summary>
    public static async Task<string> TokenAsync(IServiceProvider services, string tier = "standard")
    {
        if (services.GetService<KnownTokens>() is { } known)
        {
            return known.Add();
        }

        return services.GetService<Token.TokenIssuer>() is null
            ? "none"
            : await services.IssueTestTokenAsync(new TestClient { Tier = tier, TokenLifetime = TimeSpan.FromDays(1) });
    }

    private static WebApplication Bare(WebApplicationBuilder builder, RequestDelegate endpoint)
    {
        var app = builder.Build();
        app.MapGet("/", endpoint);
        return app;
    }

    /// <summary>Authentication, authorization, and two windows by client.</summary>
    private static WebApplication Framework(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new KnownTokens());
        builder
            .Services.AddAuthentication("token")
            .AddScheme<AuthenticationSchemeOptions, KnownTokenHandler>("token", configureOptions: null);
        builder.Services.AddAuthorization();
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = 429;
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Window(TimeSpan.FromMinutes(1), 100_000_000),
                Window(TimeSpan.FromDays(1), 1_000_000_000)
            );
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapGet("/", Nothing).RequireAuthorization();
        return app;
    }

    private static WebApplication Library(WebApplicationBuilder builder, HostSpec spec)
    {
        var auth = builder.Services.AddClientCredentialsAuth();
        if (spec.Kind == HostKind.LegacyHeaders)
        {
            auth.AddOpenverseDialect();
        }

        _ = spec.Store switch
        {
            HostStore.Sqlite => auth.UseSqlite(spec.Connection),
            HostStore.PostgreSql => auth.UsePostgreSql(spec.Connection),
            _ => auth,
        };
        if (spec.Redis is { } redis)
        {
            auth.UseRedis(redis);
        }

        var app = builder.Build();
        app.UseClientCredentialsAuth();
        var endpoint = app.MapGet("/", Nothing);
        _ = spec.Kind switch
        {
            HostKind.LegacyHeaders => endpoint.WithOpenverseDialect(),
            HostKind.Scope => endpoint.RequireScope(),
            HostKind.Authorize => endpoint.RequireAuthorization(),
            _ => endpoint,
        };
        return app;
    }

    /// <summary>Limits nobody reaches, and some that everybody does; room for every token.</summary>
    private static Dictionary<string, string?> Settings(HostSpec spec) =>
        new(StringComparer.Ordinal)
        {
            ["Auth:ServerKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Auth:Registration:Mode"] = "Open",
            ["Auth:PublicBaseUrl"] = "http://127.0.0.1",
            ["Auth:Token:MaxLivePerClient"] = "100000000",
            ["Auth:Bearer:CacheCapacity"] = "524288",
            // Longer than a run: what a token costs that is not in memory is measured by itself.
            ["Auth:Bearer:CacheLifetime"] = "00:05:00",
            ["Auth:RateLimiting:Coordination"] = spec.IsExact ? "Exact" : "Leased",
            ["Auth:RateLimiting:Fields"] = spec.Kind == HostKind.Ours ? "None" : "All",
            ["Auth:RateLimiting:Tiers:standard:burst"] = "100000000/min",
            ["Auth:RateLimiting:Tiers:standard:sustained"] = "1000000000/day",
            ["Auth:RateLimiting:Tiers:anonymous:burst"] = "100000000/min",
            ["Auth:RateLimiting:Tiers:anonymous:sustained"] = "1000000000/day",
            ["Auth:RateLimiting:Tiers:small:burst"] = "1/day",
            ["Auth:RateLimiting:Tiers:crowd:burst"] = "600/min",
            ["Auth:RateLimiting:Tiers:crowd:sustained"] = "50000/day",
            ["Auth:RateLimiting:Policies:token"] = "off",
            ["Auth:RateLimiting:Policies:register"] = "off",
        };

    private static PartitionedRateLimiter<HttpContext> Window(TimeSpan period, int limit) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetSlidingWindowLimiter(
                context.User.Identity?.Name ?? "",
                _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = limit,
                    Window = period,
                    SegmentsPerWindow = 20,
                    QueueLimit = 0,
                }
            )
        );
}
