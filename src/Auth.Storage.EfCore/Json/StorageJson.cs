using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auth.Storage.EfCore;

/// <summary>The lists of a row as JSON text, written and read without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(SecretDocument[]))]
[JsonSerializable(typeof(ResourceDocument[]))]
[JsonSerializable(typeof(AccessDocument))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    private const string EmptyList = "[]";

    /// <summary>Writes a list of words.</summary>
    public static string Write(IReadOnlyCollection<string> words) =>
        words.Count == 0 ? EmptyList : JsonSerializer.Serialize([.. words], Default.StringArray);

    /// <summary>Reads a list of words.</summary>
    public static string[] ReadWords(string json) =>
        string.Equals(json, EmptyList, StringComparison.Ordinal) ? [] : Read(json, Default.StringArray);

    /// <summary>Reads any value; a row that holds something else is damaged.</summary>
    /// <exception cref="JsonException">The text is no such value.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("A stored list is null.");
}
