using System.Text.Json.Serialization;

namespace Auth.AccessControl;

/// <summary>Writes filters and lists of fields without reflection.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(SortedDictionary<string, int>))]
[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class StringJson : JsonSerializerContext;
