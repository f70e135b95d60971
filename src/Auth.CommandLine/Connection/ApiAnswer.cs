using System.Net;
using System.Text.Json;

namespace Auth.CommandLine.Connection;

/// <summary>Reads answers: JSON, or the reason of a refusal.</summary>
internal static class ApiAnswer
{
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancelled)
    {
        var text = await response.Content.ReadAsStringAsync(cancelled);
        var body = Parse(text);
        if (response.IsSuccessStatusCode)
        {
            return text.Length == 0
                ? default
                : body ?? throw new AdminException("The answer is no JSON: is there an operator API at this address?");
        }

        throw new AdminException(Detail(body) ?? Reason(response), status: (int)response.StatusCode);
    }

    private static string Reason(HttpResponseMessage response) =>
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "The host does not accept the credentials (401).",
            HttpStatusCode.Forbidden => "The credentials do not allow this (403).",
            HttpStatusCode.NotFound => "There is no operator API at this address (404): see --url and --path.",
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                $"The host stays busy ({(int)response.StatusCode}): try again later, or wait longer with --retry-for.",
            _ when response.Headers.Location is not null =>
                $"The host sends elsewhere ({(int)response.StatusCode}): give the address it really has with --url.",
            _ => $"The host answered with status {(int)response.StatusCode}.",
        };

    /// <summary>The detail of problem details (RFC 9457) or the description of an OAuth error.</summary>
    private static string? Detail(JsonElement? body)
    {
        if (body is not { ValueKind: JsonValueKind.Object } json)
        {
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)["detail", "error_description", "title"])
        {
            if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return null;
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
