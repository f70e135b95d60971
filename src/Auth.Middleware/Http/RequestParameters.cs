using System.Text.Json;

namespace Auth.Http;

/// <summary>The parameters of one request body: names are compared ordinally and none but <c>resource</c> stands twice.</summary>
internal sealed class RequestParameters
{
    /// <summary>The one parameter that may be repeated (RFC 8707 section 2).</summary>
    private const string Resource = "resource";

    private readonly Dictionary<string, RequestParameter> _values = new(StringComparer.Ordinal);
    private readonly List<string> _resources = [];

    /// <summary>A body without parameters.</summary>
    public static RequestParameters Empty { get; } = new();

    /// <summary>The parameter, or <see langword="null"/> when it was not sent.</summary>
    public RequestParameter? this[string name] => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>The text of a parameter; <see langword="null"/> when it was not sent, is empty (RFC 6749 section 3.2), or is not text.</summary>
    public string? Text(string name) =>
        _values.TryGetValue(name, out var value) && value.Text is { Length: > 0 } text ? text : null;

    /// <summary>Adds a parameter.</summary>
    /// <returns><see langword="false"/> when the name stands already.</returns>
    public bool TryAdd(string name, RequestParameter value)
    {
        if (name != Resource)
        {
            return _values.TryAdd(name, value);
        }

        if (value.Text is { Length: > 0 } text)
        {
            _resources.Add(text);
        }

        _values[name] = value;
        return true;
    }

    /// <summary>The values of <c>resource</c>, without empty ones.</summary>
    public IReadOnlyList<string> Resources => _resources;

    /// <summary>The names sent.</summary>
    public IEnumerable<string> Names => _values.Keys;
}

/// <summary>One value: text from a form, or whatever JSON held.</summary>
/// <param name="Text">The text; for JSON only when the value is a string.</param>
/// <param name="Json">The JSON value; <see langword="null"/> for a form.</param>
internal readonly record struct RequestParameter(string? Text, JsonElement? Json = null)
{
    /// <summary>Does not show the value: it may be a secret.</summary>
    public override string ToString() => Json is { } json ? json.ValueKind.ToString() : "text";
}
