using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auth.Rig;

/// <summary>A response as a client sees it: status, header fields by name, body.</summary>
internal sealed partial record WireReply(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string Body,
    string? MediaType
)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The response with all that is random masked, header fields in alphabetical order.</summary>
    public string Masked
    {
        get
        {
            var text = new StringBuilder().Append(Status).Append('\n');
            foreach (var (name, value) in Headers)
            {
                text.Append(name).Append(": ").Append(value).Append('\n');
            }

            return ClientId()
                .Replace(
                    Credential().Replace(text.Append('\n').Append(Body).ToString(), "{${kind}}"),
                    "\"{client_id}\""
                );
        }
    }

    /// <summary>The values of a header field, joined as a cache would; <see langword="null"/> when it is absent.</summary>
    public string? Header(string name)
    {
        var values = Headers
            .Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(field => field.Value)
            .ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }

    /// <summary>The text of a member of the body.</summary>
    public string Text(string member) => Json.GetProperty(member).GetString()!;

    /// <summary>Reads a response.</summary>
    public static async Task<WireReply> ReadAsync(HttpResponseMessage response)
    {
        var fields = response
            .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value)))
            .OrderBy(field => field.Key, StringComparer.Ordinal);
        return new WireReply(
            (int)response.StatusCode,
            [.. fields],
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.ToString()
        );
    }

    [GeneratedRegex("auth_(?<kind>at|cs|vc)_[0-9A-Za-z]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Credential();

    [GeneratedRegex("\"[0-9A-Za-z]{32}\"", RegexOptions.None, 1000)]
    private static partial Regex ClientId();
}
