using System.Text.Json;

namespace Auth.AccessControl;

/// <summary>Lists of fields: <c>{"a":1,"b":1}</c> is these only, <c>{"a":0}</c> all but these, none at all is no limit.</summary>
internal static class FieldLimits
{
    /// <summary>The fields that either list allows.</summary>
    public static string? Either(string? first, string? second)
    {
        if (first is null || second is null)
        {
            return null;
        }

        var (a, b) = (Parse(first), Parse(second));
        return (a.Only, b.Only) switch
        {
            (true, true) => Write(a.Names.Union(b.Names, StringComparer.Ordinal), only: true),
            (false, false) => Write(a.Names.Intersect(b.Names, StringComparer.Ordinal), only: false),
            (true, false) => Write(b.Names.Except(a.Names, StringComparer.Ordinal), only: false),
            _ => Write(a.Names.Except(b.Names, StringComparer.Ordinal), only: false),
        };
    }

    /// <summary>The fields that both lists allow.</summary>
    /// <returns><see langword="false"/> when no field is left.</returns>
    public static bool TryBoth(string? first, string? second, out string? fields)
    {
        fields = first ?? second;
        if (first is null || second is null)
        {
            return true;
        }

        var (a, b) = (Parse(first), Parse(second));
        var only = a.Only || b.Only;
        List<string> names =
        [
            .. (a.Only, b.Only) switch
            {
                (true, true) => a.Names.Intersect(b.Names, StringComparer.Ordinal),
                (false, false) => a.Names.Union(b.Names, StringComparer.Ordinal),
                (true, false) => a.Names.Except(b.Names, StringComparer.Ordinal),
                _ => b.Names.Except(a.Names, StringComparer.Ordinal),
            },
        ];
        fields = Write(names, only);
        return names.Count > 0 || !only;
    }

    private static (bool Only, IReadOnlyCollection<string> Names) Parse(string fields)
    {
        var entries = JsonSerializer.Deserialize(fields, StringJson.Default.DictionaryStringInt32)!;
        return (entries.ContainsValue(1), entries.Keys);
    }

    private static string? Write(IEnumerable<string> names, bool only)
    {
        var fields = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            fields[name] = only ? 1 : 0;
        }

        return fields.Count == 0 && !only
            ? null
            : JsonSerializer.Serialize(fields, StringJson.Default.SortedDictionaryStringInt32);
    }
}
