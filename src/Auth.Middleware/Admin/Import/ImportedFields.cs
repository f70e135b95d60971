using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Auth.Admin.Import;

/// <summary>The fields of one imported client; the first that is wrong is what the operator is told.</summary>
internal sealed class ImportedFields(JsonElement row)
{
    /// <summary>What is wrong; <see langword="null"/> while nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>Says that something is wrong.</summary>
    public void Refuse(string error) => Error ??= error;

    /// <summary>A field as it was sent; <see langword="null"/> when it was not, or is JSON's <c>null</c>.</summary>
    public JsonElement? Json(string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text that must be there.</summary>
    public string? Required(string name, Func<string, bool> isSound, string expected)
    {
        var text = Text(name, isSound, expected);
        if (text is null)
        {
            Refuse($"{name} must be {expected}.");
        }

        return text;
    }

    /// <summary>A text that may be left out.</summary>
    public string? Text(string name, Func<string, bool> isSound, string expected)
    {
        if (Json(name) is not { } json)
        {
            return null;
        }

        if (
            json.ValueKind == JsonValueKind.String
            && json.GetString() is { Length: > 0 } text
            && !text.Contains('\0', StringComparison.Ordinal)
            && isSound(text)
        )
        {
            return text;
        }

        Refuse($"{name} must be {expected}.");
        return null;
    }

    /// <summary>A list of texts; empty when it was left out.</summary>
    public ImmutableArray<string> List(string name, Func<string, bool> isSound, string expected)
    {
        if (Json(name) is not { } json)
        {
            return [];
        }

        var texts =
            json.ValueKind == JsonValueKind.Array
                ? json.EnumerateArray()
                    .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "")
                    .ToImmutableArray()
                : [""];
        if (!texts.All(isSound))
        {
            Refuse($"{name} must be a list of {expected}.");
        }

        return texts;
    }

    /// <summary>A truth value that may be left out.</summary>
    public bool? Flag(string name)
    {
        var json = Json(name);
        if (json is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Refuse($"{name} must be true or false.");
            return null;
        }

        return json?.GetBoolean();
    }

    /// <summary>A time that may be left out.</summary>
    public DateTimeOffset? Time(string name)
    {
        var time = default(DateTimeOffset);
        var text = Text(
            name,
            value =>
                DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time),
            "a time such as 2024-05-01T12:00:00Z"
        );
        return text is null ? null : time.ToUniversalTime();
    }
}
