using System.Collections.Immutable;
using System.Text.Json;
using Auth.Http;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>Checks the fields of a registration and words the first thing that is wrong with them.</summary>
internal sealed class GoToSocialAppForm
{
    private const int MaxText = 1_024;
    private const int MaxRedirectUris = 2_056;

    private GoToSocialAppForm(RequestParameters parameters)
    {
        Name = Text(parameters, "client_name") ?? "";
        Website = Text(parameters, "website");
        Scopes = GoToSocialScopes.Split(Text(parameters, "scopes") ?? GoToSocialScopes.Default);
        var lines = RedirectLines(parameters);
        Error ??=
            Name.Length == 0
                ? "Key: 'ApplicationCreateRequest.ClientName' Error:Field validation for 'ClientName' failed on the 'required' tag"
                : TooLong("client_name", Name, MaxText)
                    ?? TooLong("redirect_uris", lines, MaxRedirectUris)
                    ?? TooLong("scopes", string.Join(' ', Scopes), MaxText)
                    ?? TooLong("website", Website, MaxText);
        if (Error is null)
        {
            (RedirectUris, Error) = GoToSocialRedirectUri.Read(lines ?? GoToSocialRedirectUri.OutOfBand);
        }
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The web page.</summary>
    public string? Website { get; }

    /// <summary>The scopes, whatever they are.</summary>
    public ImmutableArray<string> Scopes { get; }

    /// <summary>The redirect URIs.</summary>
    public ImmutableArray<string> RedirectUris { get; } = [];

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public string? Error { get; private set; }

    public static GoToSocialAppForm Read(RequestParameters parameters) => new(parameters);

    /// <summary>Text; empty counts as absent. A number in JSON is an error, as it is to the original.</summary>
    private string? Text(RequestParameters parameters, string name)
    {
        if (parameters[name]?.Json is { ValueKind: not (JsonValueKind.String or JsonValueKind.Null) } json)
        {
            Error ??=
                $"json: cannot unmarshal {Kind(json)} into Go struct field ApplicationCreateRequest.{name} of type string";
        }

        return parameters.Text(name);
    }

    /// <summary>A text of lines; an array of texts too, which newer clients send.</summary>
    private string? RedirectLines(RequestParameters parameters)
    {
        if (
            parameters["redirect_uris"]?.Json is { ValueKind: JsonValueKind.Array } array
            && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
        )
        {
            return array.GetArrayLength() == 0
                ? null
                : string.Join('\n', array.EnumerateArray().Select(i => i.GetString()));
        }

        return parameters.List("redirect_uris[]") is { } list
            ? string.Join('\n', list)
            : Text(parameters, "redirect_uris");
    }

    private static string? TooLong(string name, string? text, int max)
    {
        var length = text?.EnumerateRunes().Count() ?? 0;
        return length > max
            ? $"{name} must be less than {max} characters, provided {name} was {length} characters"
            : null;
    }

    private static string Kind(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => "array",
            JsonValueKind.Object => "object",
            JsonValueKind.Number => "number",
            _ => "bool",
        };
}
