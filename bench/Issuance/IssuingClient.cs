using System.Text;
using System.Text.Json;
using Auth.Bench.Load;

namespace Auth.Bench.Issuance;

/// <summary>A registered client, and the load of asking for its tokens.</summary>
internal sealed class IssuingClient : IDisposable
{
    private readonly HttpClient _http;

    private IssuingClient(HttpClient http, string credentials) => (_http, Credentials) = (http, credentials);

    /// <summary>The parameter of <c>Authorization: Basic</c>.</summary>
    public string Credentials { get; }

    /// <summary>Requests for tokens.</summary>
    public WrkLoad TokenLoad =>
        new(new Uri(_http.BaseAddress!, "oauth2/token"))
        {
            Connections = 16,
            Authorization = $"Basic {Credentials}",
            Script = ["post.lua", "application/x-www-form-urlencoded", "grant_type=client_credentials"],
        };

    /// <summary>Registrations.</summary>
    public WrkLoad RegistrationLoad =>
        new(new Uri(_http.BaseAddress!, "oauth2/register"))
        {
            Connections = 16,
            Script = ["post.lua", "application/json", "{}"],
        };

    /// <summary>Registers.</summary>
    public static async Task<IssuingClient> RegisterAsync(Uri host)
    {
        var http = new HttpClient { BaseAddress = host };
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("/oauth2/register", UriKind.Relative), body);
        response.EnsureSuccessStatusCode();
        using var registered = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var id = registered.RootElement.GetProperty("client_id").GetString();
        var secret = registered.RootElement.GetProperty("client_secret").GetString();
        return new IssuingClient(http, Convert.ToBase64String(Encoding.ASCII.GetBytes($"{id}:{secret}")));
    }

    public void Dispose() => _http.Dispose();
}
