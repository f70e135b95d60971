using System.Text.Json;

namespace Auth.Http;

/// <summary>Parses a JSON object strictly: repeated names, comments, trailing commas and lone surrogates are errors.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static (RequestParameters Parameters, RequestBodyError? Error) Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return (RequestParameters.Empty, null);
        }

        var (root, error) = ParseAny(body);
        return root is { } json ? Read(json) : (RequestParameters.Empty, error);
    }

    /// <summary>Parses any JSON value.</summary>
    /// <returns>The value; <see langword="null"/> for no text at all; or the error.</returns>
    public static (JsonElement? Root, RequestBodyError? Error) ParseAny(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return (null, null);
        }

        try
        {
            using var document = JsonDocument.Parse(body, Options);
            CheckText(document.RootElement);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException e)
        {
            return (
                null,
                new RequestBodyError(
                    RequestBodyErrorKind.MalformedJson,
                    $"line {e.LineNumber + 1 ?? 1} column {e.BytePositionInLine + 1 ?? 1}"
                )
            );
        }
        catch (InvalidOperationException)
        {
            // GetString and Name refuse escapes that are half a surrogate pair.
            return (null, new RequestBodyError(RequestBodyErrorKind.MalformedJson, "invalid text"));
        }
    }

    private static (RequestParameters, RequestBodyError?) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Fail(RequestBodyErrorKind.NotAnObject, PythonName(root));
        }

        var parameters = new RequestParameters();
        foreach (var property in root.EnumerateObject())
        {
            var value = property.Value;
            var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            parameters.TryAdd(property.Name, new RequestParameter(text, value));
        }

        return (parameters, null);
    }

    /// <summary>Reads every name and text once, however deep, so that no reader meets half a surrogate pair later.</summary>
    private static void CheckText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    CheckText(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    CheckText(property.Value);
                }

                break;
        }
    }

    /// <summary>What the dialects that came from Python call a JSON value in their messages.</summary>
    private static string PythonName(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => "list",
            JsonValueKind.String => "str",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "int" : "float",
            JsonValueKind.Null => "NoneType",
            _ => "bool",
        };

    private static (RequestParameters, RequestBodyError?) Fail(RequestBodyErrorKind kind, string detail) =>
        (RequestParameters.Empty, new RequestBodyError(kind, detail));
}
