using Auth.Pages;

namespace Auth.Authorization;

/// <summary>A scope for people.</summary>
/// <param name="Name">The scope.</param>
/// <param name="Description">What it allows, from <c>Auth:Scopes</c>; the scope itself where nothing is said.</param>
public sealed record ScopeInWords(string Name, string Description);

/// <summary>The question whether an application may act for a user.</summary>
public sealed record ConsentPage
{
    /// <summary>The application's name, as its developer wrote it.</summary>
    public required string Application { get; init; }

    /// <summary>The application's web page, http or https; <see langword="null"/> when it has none.</summary>
    public string? Website { get; init; }

    /// <summary>What is asked for.</summary>
    public required IReadOnlyList<ScopeInWords> Scopes { get; init; }

    /// <summary>Who is signed in.</summary>
    public required string User { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>The redirect URI in words: a host, or what is on this device. <see langword="null"/> when the user copies a code.</summary>
    public string? ReturnsTo { get; init; }

    /// <summary>Where both forms are posted.</summary>
    public required string Action { get; init; }

    /// <summary>The hidden fields of the form that allows.</summary>
    public required Html AllowFields { get; init; }

    /// <summary>The hidden fields of the form that denies.</summary>
    public required Html DenyFields { get; init; }
}

/// <summary>A code that the user copies into the application.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="User">Who is signed in.</param>
/// <param name="Scopes">What was allowed.</param>
/// <param name="Code">The code.</param>
public sealed record OutOfBandPage(string Application, string User, IReadOnlyList<ScopeInWords> Scopes, string Code)
{
    /// <summary>Does not show the code.</summary>
    public override string ToString() => $"OutOfBandPage {{ Application = {Application} }}";
}

/// <summary>Something that the user, and not the application, is told.</summary>
/// <param name="Error">What is wrong.</param>
public sealed record ProblemPage(OAuthError Error);

/// <summary>The applications that a user has allowed something.</summary>
/// <param name="User">Who is signed in.</param>
/// <param name="Applications">The applications.</param>
/// <param name="Action">Where the form of each is posted.</param>
/// <param name="OwnPath">The path of the page of the user's own applications.</param>
public sealed record AuthorizedPage(
    string User,
    IReadOnlyList<AuthorizedApplication> Applications,
    string Action,
    string OwnPath
);

/// <summary>One application that a user has allowed something.</summary>
/// <param name="Name">The application's name.</param>
/// <param name="Website">Its web page, or <see langword="null"/>.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Since">When it was allowed last.</param>
/// <param name="Fields">The hidden fields of the form that ends it.</param>
public sealed record AuthorizedApplication(
    string Name,
    string? Website,
    IReadOnlyList<ScopeInWords> Scopes,
    DateTimeOffset Since,
    Html Fields
);

/// <summary>The applications that a user has registered, and the form for another.</summary>
public sealed record ApplicationsPage
{
    /// <summary>Who is signed in.</summary>
    public required string User { get; init; }

    /// <summary>The applications, newest first.</summary>
    public required IReadOnlyList<OwnApplication> Applications { get; init; }

    /// <summary>Where all forms are posted.</summary>
    public required string Action { get; init; }

    /// <summary>The path of the page of the applications that the user has authorised.</summary>
    public required string AuthorizedPath { get; init; }

    /// <summary>The form for another application; <see langword="null"/> when the user has as many as they may.</summary>
    public ApplicationForm? Form { get; init; }
}

/// <summary>One application of a user.</summary>
/// <param name="ClientId">Its <c>client_id</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Website">Its web page, or <see langword="null"/>.</param>
/// <param name="RedirectUris">Where users are sent back to.</param>
/// <param name="Scopes">What it may ask for.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="TokenFields">The hidden fields of the form that makes an access token for the user.</param>
/// <param name="RemoveFields">The hidden fields of the form that removes it.</param>
public sealed record OwnApplication(
    string ClientId,
    string Name,
    string? Website,
    IReadOnlyList<string> RedirectUris,
    IReadOnlyList<ScopeInWords> Scopes,
    DateTimeOffset CreatedAt,
    Html TokenFields,
    Html RemoveFields
);

/// <summary>What was written into the form for an application.</summary>
/// <param name="Name">The name.</param>
/// <param name="Website">The web page.</param>
/// <param name="RedirectUris">The redirect URIs, one a line.</param>
/// <param name="Scopes">The scopes there are.</param>
/// <param name="Chosen">Those that are ticked.</param>
/// <param name="Fault">What is wrong with it, and <see langword="null"/> when nothing is.</param>
/// <param name="Fields">The hidden fields of the form.</param>
public sealed record ApplicationForm(
    string Name,
    string Website,
    string RedirectUris,
    IReadOnlyList<ScopeInWords> Scopes,
    IReadOnlyList<string> Chosen,
    string? Fault,
    Html Fields
);

/// <summary>Credentials, shown this once.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="ClientId">Its <c>client_id</c>.</param>
/// <param name="ClientSecret">Its secret; <see langword="null"/> when it is not new.</param>
/// <param name="AccessToken">An access token of the user; <see langword="null"/> when there is none.</param>
/// <param name="TokenScopes">What the token is good for.</param>
/// <param name="ReturnTo">The path of the applications page.</param>
public sealed record CredentialsPage(
    string Application,
    string ClientId,
    string? ClientSecret,
    string? AccessToken,
    IReadOnlyList<ScopeInWords> TokenScopes,
    string ReturnTo
)
{
    /// <summary>Does not show the credentials.</summary>
    public override string ToString() => $"CredentialsPage {{ ClientId = {ClientId} }}";
}
