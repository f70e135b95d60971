using System.Text.Json;
using System.Text.Json.Serialization;
using Auth.Storage;

namespace Auth.Bearer.Sessions.Shared;

/// <summary>A token and its client as a node read them.</summary>
/// <param name="Turn">The turn of the look-up before the reading; see <see cref="SharedTokenLookup"/>.</param>
/// <param name="ReadAt">The time of that look-up, on the clock of the cache.</param>
/// <param name="Token">The token.</param>
/// <param name="Client">Its client.</param>
internal sealed record SharedEntry(long Turn, long ReadAt, AccessToken Token, Client Client);

/// <summary>How entries are written.</summary>
[JsonSerializable(typeof(SharedEntry))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(TokenHashConverter)]
)]
internal sealed partial class SharedEntryJson : JsonSerializerContext;

/// <summary>A hash as base64.</summary>
internal sealed class TokenHashConverter : JsonConverter<TokenHash>
{
    public override TokenHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, TokenHash value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.ToArray());
}
