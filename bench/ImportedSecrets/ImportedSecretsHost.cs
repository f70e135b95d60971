using System.Net;
using System.Net.Http.Json;
using Auth.RateLimiting;

namespace Auth.Bench.ImportedSecrets;

/// <summary>A host of the DADI dialect whose callers say what address they come from, as behind a proxy.</summary>
internal static class ImportedSecretsHost
{
    public const string AddressHeader = "X-Forwarded-For";
    public const string Secret = "superSecret";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder
            .Services.AddClientCredentialsAuth(options => options.TrustedProxies.Add("127.0.0.1"))
            .AddDadiDialect(options => (options.Admin.ClientId, options.Admin.Secret) = ("active", Secret));
        builder.Services.Configure<RateLimitingOptions>(options =>
        {
            // The limiter of requests would end the flood: what is measured is what stands behind it.
            options.Policies["token"] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "off" };
            foreach (var tier in options.Tiers.Values)
            {
                tier.Clear();
            }
        });
        await using var app = builder.Build();
        app.UseClientCredentialsAuth();
        app.MapGet("/private", () => "private").RequireScope();
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        await AddQuietAsync(address);
        Console.WriteLine(address);
        await app.WaitForShutdownAsync();
    }

    private static async Task AddQuietAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            await SecretFlood.TokenAsync(client, "active", Secret)
        );
        using var reply = await client.PostAsJsonAsync(
            new Uri("/api/clients", UriKind.Relative),
            new Dictionary<string, string> { ["clientId"] = "quiet", ["secret"] = Secret }
        );
        if (reply.StatusCode != HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"The client was not made: {reply.StatusCode}.");
        }
    }
}
