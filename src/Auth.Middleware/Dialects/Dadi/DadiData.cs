using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auth.Dialects.Dadi;

/// <summary>What is kept about a client: an object whose members are replaced one by one, and removed by <c>null</c>.</summary>
internal static class DadiData
{
    /// <summary>The longest text of such an object in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lays a change over what is kept.</summary>
    public static string Merge(string data, JsonElement? change)
    {
        if (change is not { } changes)
        {
            return data;
        }

        using var kept = JsonDocument.Parse(data);
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in kept.RootElement.EnumerateObject().Concat(changes.EnumerateObject()))
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                members.Remove(member.Name);
            }
            else
            {
                members[member.Name] = member.Value;
            }
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Format))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
