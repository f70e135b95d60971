using System.Collections.Immutable;
using Auth.Http;
using Auth.Registration.Dynamic;

namespace Auth.Authorization.Applications;

/// <summary>What a user wrote into the form for an application.</summary>
internal sealed record ApplicationDraft(string Name, string Website, string RedirectUris, ImmutableArray<string> Scopes)
{
    private const string ScopeField = "scope:";
    private const int MaxName = 150;
    private const int MaxRedirectUris = 20;

    /// <summary>The form before anything was written.</summary>
    public static ApplicationDraft Empty { get; } = new("", "", "", []);

    /// <summary>The redirect URIs, one a line.</summary>
    public ImmutableArray<string> RedirectList =>
        [
            .. RedirectUris
                .Split((char[])['\r', '\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Reads the form.</summary>
    /// <param name="parameters">What was sent.</param>
    /// <param name="known">The scopes there are.</param>
    public static ApplicationDraft Read(RequestParameters parameters, IEnumerable<string> known) =>
        new(
            (parameters.Text("name") ?? "").Trim(),
            (parameters.Text("website") ?? "").Trim(),
            parameters.Text("redirect_uris") ?? "",
            [.. known.Where(scope => parameters.Text(ScopeField + scope) is not null)]
        );

    /// <summary>What is wrong with it, or <see langword="null"/>.</summary>
    public string? Fault() =>
        Name.Length is 0 or > MaxName || Name.Contains('\0', StringComparison.Ordinal)
            ? $"The name must have 1 to {MaxName} characters."
        : Website.Length > 2_000 || (Website.Length > 0 && WebLink.Of(Website) is null)
            ? "The website must start with https:// or http://."
        : RedirectList.Length > MaxRedirectUris ? $"There may be {MaxRedirectUris} redirect URIs at the most."
        : RedirectList.FirstOrDefault(uri => !RedirectUri.IsAcceptable(uri)) is { } wrong
            ? $"{wrong} cannot be a redirect URI: use https, http on a loopback address, or a private scheme with a dot."
        : null;
}
