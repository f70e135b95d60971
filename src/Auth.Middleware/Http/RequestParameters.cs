using System.Text.Json;

namespace Auth.Http;

/// <summary>The parameters of one request: names are compared ordinally and none but <c>resource</c> stands twice, unless repeats are allowed.</summary>
/// <param name="allowsRepeats">Whether the last value of a repeated parameter counts.</param>
internal sealed class RequestParameters(bool allowsRepeats = false)
{
    /// <summary>The one parameter that may be repeated (RFC 8707 section 2).</summary>
    private const string Resource = "resource";

    private readonly Dictionary<string, RequestParameter> _values = new(StringComparer.Ordinal);
    private List<string>? _resources;
    private Dictionary<string, List<string>>? _lists;

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
        if (allowsRepeats)
        {
            _values[name] = value;
            AddToList(name, value.Text);
            return true;
        }

        if (name != Resource)
        {
            return _values.TryAdd(name, value);
        }

        if (value.Text is { Length: > 0 } text)
        {
            (_resources ??= []).Add(text);
        }

        _values[name] = value;
        return true;
    }

    /// <summary>The values of <c>resource</c>, without empty ones.</summary>
    public IReadOnlyList<string> Resources => _resources ?? (IReadOnlyList<string>)[];

    /// <summary>Whether one of the names sent has a bracket: <c>scope[]=read</c> would be ignored like any unknown parameter and grant more than was asked for.</summary>
    public bool HasArrays
    {
        get
        {
            foreach (var name in _values.Keys)
            {
                if (name.Contains('[', StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The names sent.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The values of a name that ends in <c>[]</c>, in order; <see langword="null"/> when it was not sent.</summary>
    public IReadOnlyList<string>? List(string name) => _lists?.GetValueOrDefault(name);

    /// <summary>Takes over what only the other has: of a name that both have, the value here stays.</summary>
    public RequestParameters Over(RequestParameters other)
    {
        var merged = new RequestParameters(allowsRepeats: true);
        foreach (var source in (ReadOnlySpan<RequestParameters>)[other, this])
        {
            foreach (var (name, value) in source._values)
            {
                merged._values[name] = value;
                if (source.List(name) is List<string> list)
                {
                    (merged._lists ??= new(StringComparer.Ordinal))[name] = list;
                }
            }
        }

        return merged;
    }

    private void AddToList(string name, string? text)
    {
        if (text is null || !name.EndsWith("[]", StringComparison.Ordinal))
        {
            return;
        }

        var lists = _lists ??= new(StringComparer.Ordinal);
        if (!lists.TryGetValue(name, out var list))
        {
            lists[name] = list = [];
        }

        list.Add(text);
    }
}

/// <summary>One value: text from a form, or whatever JSON held.</summary>
/// <param name="Text">The text; for JSON only when the value is a string.</param>
/// <param name="Json">The JSON value; <see langword="null"/> for a form.</param>
internal readonly record struct RequestParameter(string? Text, JsonElement? Json = null)
{
    /// <summary>Does not show the value: it may be a secret.</summary>
    public override string ToString() => Json is { } json ? json.ValueKind.ToString() : "text";
}
