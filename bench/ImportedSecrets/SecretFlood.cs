using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Auth.Bench.ImportedSecrets;

/// <summary>Attackers that try secrets as fast as they are answered, and one honest client that calls, and one that logs in.</summary>
internal sealed class SecretFlood(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
    };

    private string _token = "";
    private int _addresses;

    public void Dispose() => _client.Dispose();

    public async Task LoginAsync(string clientId) =>
        _token = await TokenAsync(_client, clientId, ImportedSecretsHost.Secret);

    public static async Task<string> TokenAsync(HttpClient client, string clientId, string secret)
    {
        using var reply = await PostAsync(client, clientId, secret, "192.0.2.1", CancellationToken.None);
        reply.EnsureSuccessStatusCode();
        var body = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("accessToken").GetString()!;
    }

    /// <summary>Runs all of them for a while.</summary>
    public async Task<FloodResult> RunAsync(int attackers, string? target, TimeSpan duration)
    {
        using var end = new CancellationTokenSource(duration);
        var result = new FloodResult();
        await Task.WhenAll([
            CallAsync(result, end.Token),
            LoginAsync(result, end.Token),
            .. Enumerable.Range(0, attackers).Select(_ => AttackAsync(result, target!, end.Token)),
        ]);
        return result;
    }

    /// <summary>Every attempt comes from another address, so that no count of failures per address ends it.</summary>
    private async Task AttackAsync(FloodResult result, string target, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _addresses);
            var from = string.Create(
                CultureInfo.InvariantCulture,
                $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            );
            try
            {
                using var reply = await PostAsync(_client, target, "wrong", from, end);
                result.Count(reply.StatusCode);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CallAsync(FloodResult result, CancellationToken end)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!end.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/private", UriKind.Relative));
            request.Headers.Authorization = new("Bearer", _token);
            var start = Stopwatch.GetTimestamp();
            using var reply = await _client.SendAsync(request, CancellationToken.None);
            reply.EnsureSuccessStatusCode();
            result.Latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task LoginAsync(FloodResult result, CancellationToken end)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!end.IsCancellationRequested)
        {
            using var reply = await PostAsync(
                _client,
                "active",
                ImportedSecretsHost.Secret,
                "192.0.2.1",
                CancellationToken.None
            );
            result.LoginAttempts++;
            result.Logins += reply.IsSuccessStatusCode ? 1 : 0;
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string clientId,
        string secret,
        string from,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/token", UriKind.Relative))
        {
            Content = JsonContent.Create(
                new Dictionary<string, string> { ["clientId"] = clientId, ["secret"] = secret }
            ),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation(ImportedSecretsHost.AddressHeader, from);
        return await client.SendAsync(request, cancellationToken);
    }
}

/// <summary>What a flood met with.</summary>
internal sealed class FloodResult
{
    private int _refused;
    private int _turnedAway;

    /// <summary>Wrong secrets that were looked at.</summary>
    public int Refused => _refused;

    /// <summary>Attempts that were not looked at, because the line was full.</summary>
    public int TurnedAway => _turnedAway;

    /// <summary>Milliseconds of honest requests.</summary>
    public List<double> Latencies { get; } = [];

    /// <summary>Honest logins that were tried.</summary>
    public int LoginAttempts { get; set; }

    /// <summary>Honest logins that succeeded.</summary>
    public int Logins { get; set; }

    public void Count(HttpStatusCode status) =>
        _ =
            status == HttpStatusCode.Unauthorized
                ? Interlocked.Increment(ref _refused)
                : Interlocked.Increment(ref _turnedAway);

    public double Percentile(double share) =>
        Latencies.Order().ElementAt(Math.Min(Latencies.Count - 1, (int)(Latencies.Count * share)));
}
