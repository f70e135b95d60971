using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Auth.Bench.Issuance;

/// <summary>Tokens a second over HTTP, each answered when it is safe in the store.</summary>
internal static class IssuanceCommand
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Report report)
    {
        var rows = new List<string[]>();
        foreach (var store in (string[])["memory", "SQLite"])
        {
            foreach (var callers in (int[])[1, 16, 64])
            {
                var latencies = await MeasureAsync(store, callers);
                latencies.Sort();
                rows.Add([
                    store,
                    Report.Number(callers),
                    Report.Number(latencies.Count / Duration.TotalSeconds),
                    Report.Number(latencies[latencies.Count / 2], 2),
                    Report.Number(latencies[(latencies.Count - 1) * 99 / 100], 2),
                ]);
            }
        }

        report.Add(
            "Token issuance",
            "`POST /oauth2/token` with `client_secret_basic` on Kestrel over loopback; caller and host share the process and its processors.",
            ["store", "callers", "tokens/s", "p50 ms", "p99 ms"],
            rows
        );
    }

    private static async Task<List<double>> MeasureAsync(string store, int callers)
    {
        var directory = Directory.CreateTempSubdirectory("auth-bench-");
        try
        {
            await using var app = await StartAsync(store, directory.FullName);
            var address = new Uri(app.Urls.First());
            using var http = new HttpClient { BaseAddress = address };
            var credentials = await RegisterAsync(http);
            var results = await Task.WhenAll(
                Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(http, credentials)))
            );
            return [.. results.SelectMany(latencies => latencies)];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<WebApplication> StartAsync(string store, string directory)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development }
        );
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Auth:RateLimiting:Policies:token"] = "off",
                ["Auth:Token:MaxLivePerClient"] = "100000000",
            }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var auth = builder.Services.AddClientCredentialsAuth();
        if (store == "SQLite")
        {
            auth.UseSqlite($"Data Source={Path.Combine(directory, "auth.db")}");
        }

        var app = builder.Build();
        app.UseClientCredentialsAuth();
        await app.StartAsync();
        return app;
    }

    private static async Task<string> RegisterAsync(HttpClient http)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("/oauth2/register", UriKind.Relative), body);
        response.EnsureSuccessStatusCode();
        using var registered = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var id = registered.RootElement.GetProperty("client_id").GetString();
        var secret = registered.RootElement.GetProperty("client_secret").GetString();
        return Convert.ToBase64String(Encoding.ASCII.GetBytes($"{id}:{secret}"));
    }

    private static async Task<List<double>> CallAsync(HttpClient http, string credentials)
    {
        var latencies = new List<double>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Duration)
        {
            var started = watch.Elapsed;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/oauth2/token", UriKind.Relative))
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            latencies.Add((watch.Elapsed - started).TotalMilliseconds);
        }

        return latencies;
    }
}
