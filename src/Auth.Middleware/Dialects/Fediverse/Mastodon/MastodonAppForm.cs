using System.Collections.Immutable;
using System.Text.Json;
using Auth.Http;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Checks the fields of a registration and words what is wrong with them, in the order of the original.</summary>
internal sealed class MastodonAppForm
{
    private const int MaxName = 60;
    private const int MaxText = 2_000;

    private MastodonAppForm(RequestParameters parameters)
    {
        Name = Scalar(parameters["client_name"]) ?? "";
        StoredRedirectUri = RedirectUri(parameters) ?? "";
        RedirectUris = [.. StoredRedirectUri.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        Scopes = MastodonScopes.Split(ScopeText(parameters["scopes"]));
        Website = Scalar(parameters["website"]) is { } website && !string.IsNullOrWhiteSpace(website) ? website : null;
        Errors = [.. Check()];
    }

    /// <summary>The name, as it was sent.</summary>
    public string Name { get; }

    /// <summary>The redirect URIs as one text: as it was sent, or the lines of an array.</summary>
    public string StoredRedirectUri { get; }

    /// <summary>The redirect URIs.</summary>
    public ImmutableArray<string> RedirectUris { get; }

    /// <summary>The scopes; none may ask for everything later.</summary>
    public ImmutableArray<string> Scopes { get; }

    /// <summary>The web page.</summary>
    public string? Website { get; }

    /// <summary>What is wrong, in order.</summary>
    public ImmutableArray<string> Errors { get; }

    public static MastodonAppForm Read(RequestParameters parameters) => new(parameters);

    private IEnumerable<string> Check()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return "Application name can't be blank";
        }

        foreach (var error in MastodonRedirectUri.Check(StoredRedirectUri, RedirectUris))
        {
            yield return "Redirect URI " + error;
        }

        if (!MastodonScopes.AreKnown(Scopes))
        {
            yield return "Scopes doesn't match those configured on the server.";
        }

        if (Length(Name) > MaxName)
        {
            yield return $"Application name is too long (maximum is {MaxName} characters)";
        }

        if (Length(StoredRedirectUri) > MaxText)
        {
            yield return $"Redirect URI is too long (maximum is {MaxText} characters)";
        }

        if (Website is not null && !IsWebsite(Website))
        {
            yield return "Application website is not a valid URL";
        }

        if (Website is not null && Length(Website) > MaxText)
        {
            yield return $"Application website is too long (maximum is {MaxText} characters)";
        }
    }

    /// <summary>Text, or a number or truth value as text; anything else counts as absent.</summary>
    private static string? Scalar(RequestParameter? parameter) =>
        parameter is not { } sent ? null
        : sent.Json is { } json ? Scalar(json)
        : sent.Text;

    private static string? Scalar(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
            _ => null,
        };

    /// <summary>One text, or an array that becomes its lines; an array of anything but scalars counts as absent.</summary>
    private static string? RedirectUri(RequestParameters parameters)
    {
        if (parameters["redirect_uris"] is { } sent)
        {
            return sent.Json is { ValueKind: JsonValueKind.Array } array ? Lines(array) : Scalar(sent);
        }

        return parameters.List("redirect_uris[]") is { } list ? string.Join('\n', list) : null;
    }

    private static string? Lines(JsonElement array)
    {
        var lines = array.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(Scalar).ToList();
        return lines.Contains(null) ? null : string.Join('\n', lines);
    }

    /// <summary>Nothing asks for the default, and so does an array, which the original does not understand.</summary>
    private static string ScopeText(RequestParameter? parameter) => Scalar(parameter) ?? MastodonScopes.Default;

    private static bool IsWebsite(string text) =>
        (text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal))
        && text.AsSpan().Trim().Length == text.Length
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Host.Length > 0;

    private static int Length(string text) => text.EnumerateRunes().Count();
}
