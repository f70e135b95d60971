using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Auth.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Auth.Bench.Pipeline;

/// <summary>The hosts that are compared: each has one endpoint that does nothing.</summary>
internal static class Contestants
{
    private static readonly RequestDelegate Nothing = static _ => Task.CompletedTask;

    /// <summary>Routing and an endpoint.</summary>
    public static WebApplication Bare(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.MapGet("/", Nothing);
        return app;
    }

    /// <summary>What a host puts together from the framework's parts: authentication, authorization, and two windows by client.</summary>
    public static WebApplication Framework(WebApplicationBuilder builder)
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

    /// <summary>This library.</summary>
    public static WebApplication Library(WebApplicationBuilder builder, Action<IEndpointConventionBuilder> conventions)
    {
        builder.Services.AddClientCredentialsAuth();
        var app = builder.Build();
        app.UseClientCredentialsAuth();
        conventions(app.MapGet("/", Nothing));
        return app;
    }

    /// <summary>Limits nobody reaches, and some that everybody does.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?>
        {
            ["Auth:RateLimiting:Tiers:standard:burst"] = "100000000/min",
            ["Auth:RateLimiting:Tiers:standard:sustained"] = "1000000000/day",
            ["Auth:RateLimiting:Tiers:anonymous:burst"] = "100000000/min",
            ["Auth:RateLimiting:Tiers:anonymous:sustained"] = "1000000000/day",
            ["Auth:RateLimiting:Tiers:small:burst"] = "1/day",
        };

    /// <summary>A token of a new client.</summary>
    public static Task<string> TokenAsync(IServiceProvider services, string tier = "standard") =>
        services.IssueTestTokenAsync(new TestClient { Tier = tier, TokenLifetime = TimeSpan.FromDays(1) });

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

/// <summary>The framework contestant's tokens, each of a client.</summary>
internal sealed class KnownTokens
{
    private readonly ConcurrentDictionary<string, string> _clients = new(StringComparer.Ordinal);

    public void Add(string token, string client) => _clients[token] = client;

    public string? Find(string token) => _clients.GetValueOrDefault(token);
}

/// <summary>The framework contestant's scheme: a look-up in memory.</summary>
internal sealed class KnownTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KnownTokens tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Start = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Start, StringComparison.Ordinal))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (tokens.Find(header[Start.Length..]) is not { } client)
        {
            return Task.FromResult(AuthenticateResult.Fail("unknown"));
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, client)], Scheme.Name);
        return Task.FromResult(
            AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name))
        );
    }
}
