using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Auth.Bench.Issuance;
using Auth.Bench.Simulation;

namespace Auth.Bench.Soak;

/// <summary>A client that fetches, uses and revokes tokens, registers others, and now and then calls without a token or with a forged one.</summary>
internal sealed class SoakClient : IDisposable
{
    private const int Tokens = 20;

    // Shorter than the lifetime of a token.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(45);

    private readonly Uri[] _nodes;
    private readonly string _credentials;
    private readonly Dice _dice;
    private readonly HttpClient _http = new();
    private readonly List<(string Token, long At)> _tokens = [];

    private SoakClient(Uri[] nodes, string credentials, ulong seed) =>
        (_nodes, _credentials, _dice) = (nodes, credentials, new Dice(seed));

    /// <summary>Registers at one of the nodes.</summary>
    public static async Task<SoakClient> StartAsync(Uri[] nodes, ulong seed)
    {
        using var client = await IssuingClient.RegisterAsync(nodes[seed % (ulong)nodes.Length]);
        return new SoakClient(nodes, client.Credentials, seed);
    }

    /// <summary>Does one thing, chosen by chance.</summary>
    /// <returns>Whether the answer was as expected.</returns>
    public Task<bool> OperateAsync()
    {
        _tokens.RemoveAll(token => Stopwatch.GetElapsedTime(token.At) > Fresh);
        return _dice.Next(100) switch
        {
            < 2 => RegisterAsync(),
            < 4 => GetAsync(token: null, HttpStatusCode.OK),
            < 5 => GetAsync("auth_at_forged", HttpStatusCode.Unauthorized),
            < 8 when _tokens.Count > 1 => RevokeAsync(),
            < 14 => IssueAsync(),
            _ when _tokens.Count > 0 => GetAsync(_tokens[_dice.Next(_tokens.Count)].Token, HttpStatusCode.OK),
            _ => IssueAsync(),
        };
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> RegisterAsync()
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var reply = await _http.PostAsync(Anywhere("oauth2/register"), body);
        return reply.StatusCode == HttpStatusCode.Created;
    }

    private async Task<bool> IssueAsync()
    {
        using var reply = await PostAsync("oauth2/token", ("grant_type", "client_credentials"));
        if (reply.StatusCode != HttpStatusCode.OK)
        {
            return false;
        }

        using var body = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        if (_tokens.Count == Tokens)
        {
            _tokens.RemoveAt(0);
        }

        _tokens.Add((body.RootElement.GetProperty("access_token").GetString()!, Stopwatch.GetTimestamp()));
        return true;
    }

    private async Task<bool> RevokeAsync()
    {
        var token = _tokens[0].Token;
        _tokens.RemoveAt(0);
        using var reply = await PostAsync("oauth2/revoke", ("token", token));
        return reply.StatusCode == HttpStatusCode.OK;
    }

    private async Task<bool> GetAsync(string? token, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Anywhere(""));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var reply = await _http.SendAsync(request);
        return reply.StatusCode == expected;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, (string Name, string Value) field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Anywhere(path))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create(field.Name, field.Value)]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", _credentials);
        return await _http.SendAsync(request);
    }

    private Uri Anywhere(string path) => new(_nodes[_dice.Next(_nodes.Length)], path);
}
