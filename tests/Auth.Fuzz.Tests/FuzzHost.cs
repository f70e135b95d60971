using System.Collections.Concurrent;
using Auth.Mail;
using Auth.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Fuzz;

/// <summary>A host with every endpoint of the library and no limits, built as users build theirs.</summary>
internal static class FuzzHost
{
    /// <summary>What issued credentials start with here, so that they are found wherever they turn up.</summary>
    public const string Prefix = "fuzzed";

    /// <summary>The administrator of access control; no request names it, so it stays.</summary>
    public const string Administrator = "fuzz-administrator";

    /// <summary>Its secret.</summary>
    public const string AdministratorSecret = "fuzz-administrator-secret";

    /// <summary>Starts it.</summary>
    /// <param name="mail">Receives the mail.</param>
    /// <param name="file">A SQLite file, or <see langword="null"/> to keep all in memory.</param>
    public static async Task<WebApplication> StartAsync(MailDrain mail, string? file)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<IEmailSender>(mail);
        builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireAssertion(_ => true));
        var auth = builder
            .Services.AddClientCredentialsAuth(options =>
            {
                options.PublicBaseUrl = new Uri("https://fuzz.example.com");
                options.CredentialPrefix = Prefix;
                options.FailedAuthentication.PerClient = options.FailedAuthentication.PerAddress = "1000000/s";
                options.ImportedSecrets.Iterations = 1_000;
                options.Mail.DailyLimitPerRecipient = options.Mail.HourlyLimit = 1_000_000;
            })
            .AddScope("orders:read", "Read orders")
            .AddOpenverseDialect()
            .AddDadiDialect(options =>
            {
                options.Admin.ClientId = Administrator;
                options.Admin.Secret = AdministratorSecret;
            });
        if (file is not null)
        {
            auth.UseSqlite($"Data Source={file}");
        }

        builder.Services.Configure<RateLimitingOptions>(Lift);
        var app = builder.Build();
        app.UseClientCredentialsAuth();
        app.MapAuthAdmin("/auth/admin").RequireAuthorization("operators");
        app.MapGet("/orders", () => "orders").RequireScope("orders:read");
        app.MapGet("/images", () => "images").WithOpenverseDialect();
        await app.StartAsync();
        return app;
    }

    private static void Lift(RateLimitingOptions options)
    {
        foreach (var policy in (string[])["register", "token", "verify", "key-info", "tier-request"])
        {
            options.Policies[policy] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "off" };
        }

        foreach (var tier in options.Tiers.Values)
        {
            tier.Clear();
        }
    }
}

/// <summary>A mail server that keeps what it was sent.</summary>
internal sealed class MailDrain : IEmailSender
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _bodies = new(StringComparer.Ordinal);

    /// <summary>The first mail to an address.</summary>
    public Task<string> FirstToAsync(string address) => BodyTo(address).Task.WaitAsync(Deadline);

    public Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        _ = BodyTo(message.To).TrySetResult(message.Body);
        return Task.CompletedTask;
    }

    private TaskCompletionSource<string> BodyTo(string address) =>
        _bodies.GetOrAdd(address, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
