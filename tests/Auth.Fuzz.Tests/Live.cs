using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;

namespace Auth.Fuzz;

/// <summary>A client with a token that work at this moment, made anew from time to time, for requests may well have removed it.</summary>
internal sealed partial class Live(TestServer server, MailDrain mail)
{
    private Dictionary<string, string> _values = [];
    private int _renewals;

    /// <summary>Registers a client and gets it a token: what must work however many bad requests came before.</summary>
    public async Task RenewAsync()
    {
        using var client = server.CreateClient();
        using var metadata = Json("""{"client_name":"Live","scope":"orders:read"}""");
        var registered = await ReadAsync(await client.PostAsync("/oauth2/register", metadata), 201);
        var id = registered.GetProperty("client_id").GetString()!;
        var secret = registered.GetProperty("client_secret").GetString()!;
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"),
            new("client_id", id),
            new("client_secret", secret),
        ]);
        var issued = await ReadAsync(await client.PostAsync("/oauth2/token", form), 200);
        var token = issued.GetProperty("access_token").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.Authorization = new("Bearer", token);
        ((int)(await client.SendAsync(request)).StatusCode).ShouldBe(200);
        using var credentials = Json(
            $$"""{"clientId":"{{FuzzHost.Administrator}}","secret":"{{FuzzHost.AdministratorSecret}}"}"""
        );
        var manages = await ReadAsync(await client.PostAsync("/token", credentials), 200);
        var address = string.Create(CultureInfo.InvariantCulture, $"live{++_renewals}@example.org");
        using var person = Json($$"""{"name":"{{address}}","description":"Fuzzing","email":"{{address}}"}""");
        await ReadAsync(await client.PostAsync("/v1/auth_tokens/register/", person), 201);
        _values = new(StringComparer.Ordinal)
        {
            ["{manages}"] = manages.GetProperty("accessToken").GetString()!,
            ["{id}"] = id,
            ["{secret}"] = secret,
            ["{token}"] = token,
            ["{registration}"] = registered.GetProperty("registration_access_token").GetString()!,
            ["{basic}"] = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{id}:{secret}")),
            ["{code}"] = Code().Match(await mail.FirstToAsync(address)).Value,
        };
    }

    /// <summary>Puts the credentials of the moment into a request.</summary>
    public FuzzRequest Fill(FuzzRequest request) =>
        request with
        {
            Path = Fill(request.Path),
            Query = Fill(request.Query),
            Headers = [.. request.Headers.Select(header => (header.Name, Fill(header.Value)))],
            Body = Encoding.Latin1.GetBytes(Fill(Encoding.Latin1.GetString(request.Body))),
        };

    /// <summary>The secrets among the credentials that were made here.</summary>
    public IEnumerable<string> Secrets =>
        [_values["{secret}"], _values["{token}"], _values["{registration}"], _values["{manages}"]];

    private string Fill(string text) =>
        text.Contains('{', StringComparison.Ordinal)
            ? _values.Aggregate(
                text,
                (filled, value) => filled.Replace(value.Key, value.Value, StringComparison.Ordinal)
            )
            : text;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, int status)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBe(status, body);
            return JsonElement.Parse(body);
        }
    }

    [GeneratedRegex(FuzzHost.Prefix + "_vc_[0-9A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
