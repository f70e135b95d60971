using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Auth.CommandLine.Connection;

/// <summary>Client credentials for a token (RFC 6749 section 4.4); the token endpoint is found in the host's metadata (RFC 8414).</summary>
internal static class TokenExchange
{
    /// <summary>With a dialect at the root the standard endpoints are an issuer below it, so that one is asked first.</summary>
    private static readonly string[] Documents =
    [
        ".well-known/oauth-authorization-server/oauth2",
        ".well-known/oauth-authorization-server",
    ];

    public static async Task<string> RequestAsync(
        HttpClient client,
        HostAddress host,
        string clientId,
        string secret,
        CancellationToken cancelled
    )
    {
        var endpoint = host.Credentials.TokenUrl ?? await DiscoverAsync(client, host, cancelled);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
        };
        var pair = $"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(secret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))
        );
        using var response = await SendAsync(client, request, cancelled);
        var body = await response.Content.ReadAsStringAsync(cancelled);
        return response.IsSuccessStatusCode && Member(body, "access_token") is { } token
            ? token
            : throw new AdminException(
                $"No token for the client {clientId}: {Member(body, "error_description") ?? Member(body, "error") ?? $"status {(int)response.StatusCode}"}",
                status: (int)response.StatusCode
            );
    }

    /// <summary>A document may send the secret to nobody but the host that the user named.</summary>
    private static async Task<Uri> DiscoverAsync(HttpClient client, HostAddress host, CancellationToken cancelled)
    {
        foreach (var path in Documents)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Root, path));
            using var response = await SendAsync(client, request, cancelled);
            if (
                !response.IsSuccessStatusCode
                || Member(await response.Content.ReadAsStringAsync(cancelled), "token_endpoint") is not { } text
                || !Uri.TryCreate(text, UriKind.Absolute, out var endpoint)
            )
            {
                continue;
            }

            return endpoint.GetLeftPart(UriPartial.Authority) == host.Root.GetLeftPart(UriPartial.Authority)
                ? endpoint
                : throw AdminException.Usage(
                    $"The host says that tokens come from {endpoint.GetLeftPart(UriPartial.Authority)}. If that is right, give --token-url {endpoint}."
                );
        }

        throw AdminException.Usage("The host does not say where tokens come from: give --token-url.");
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpRequestMessage request,
        CancellationToken cancelled
    )
    {
        try
        {
            return await client.SendAsync(request, cancelled);
        }
        catch (Exception e) when (OperatorApi.IsUnreachable(e, cancelled))
        {
            throw OperatorApi.Unreachable(request.RequestUri!, e);
        }
    }

    private static string? Member(string body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
