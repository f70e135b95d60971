using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Dialects.Dadi;

/// <summary>Writes JSON that a caller sent, without its white space.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class DadiJson : JsonSerializerContext;
