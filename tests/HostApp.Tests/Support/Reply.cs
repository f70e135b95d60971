using System.Text.Json;

namespace HostApp.Tests;

/// <summary>A response, read to its end.</summary>
internal sealed record Reply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    /// <summary>A text member of the body.</summary>
    public string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>A header; empty when it is absent.</summary>
    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) =>
        new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(
                    header => header.Key,
                    header => string.Join(", ", header.Value),
                    StringComparer.OrdinalIgnoreCase
                )
        );
}
