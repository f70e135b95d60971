using System.Collections.Immutable;
using Auth.Authorization;
using Auth.Contacts;
using Auth.Http;
using Auth.Pages.Text;
using Auth.Registration;

namespace Auth.Portal.Registering;

/// <summary>What a developer wrote into the form for an application, and what is wrong with it, by field.</summary>
internal sealed record RegistrationDraft
{
    public const string NameField = "name";
    public const string EmailField = "email";
    public const string DescriptionField = "description";
    public const string WebsiteField = "website";
    public const string InvitationField = "invitation";
    public const string ScopePrefix = "scope:";
    public const int MaxName = 150;
    public const int MaxDescription = 2_000;
    public const int MaxWebsite = 2_000;

    /// <summary>The form before anything was written: all scopes are ticked.</summary>
    public static RegistrationDraft Empty(IEnumerable<string> scopes) => new() { Scopes = [.. scopes] };

    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Description { get; init; } = "";
    public string Website { get; init; } = "";

    /// <summary>The initial access token; never shown again.</summary>
    public string Invitation { get; init; } = "";

    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>What is wrong, by field.</summary>
    public ImmutableDictionary<string, string> Faults { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The address; <see langword="null"/> when it is none.</summary>
    public EmailAddress? Address => EmailAddress.TryParse(Email);

    /// <summary>Reads and checks the form.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="known">The scopes there are.</param>
    /// <param name="needsEmail">Whether an address must be named.</param>
    public static RegistrationDraft Read(RequestParameters sent, IEnumerable<string> known, bool needsEmail)
    {
        var draft = new RegistrationDraft
        {
            Name = Text(sent, NameField),
            Email = Text(sent, EmailField),
            Description = Text(sent, DescriptionField),
            Website = Text(sent, WebsiteField),
            Invitation = Text(sent, InvitationField),
            Scopes = [.. known.Where(scope => sent.Text(ScopePrefix + scope) is not null)],
        };
        return draft with { Faults = draft.Check(needsEmail).ToImmutableDictionary(StringComparer.Ordinal) };
    }

    /// <summary>Adds what the server found wrong.</summary>
    public RegistrationDraft Refuse(string field, string fault) => this with { Faults = Faults.SetItem(field, fault) };

    /// <summary>Does not show what was written.</summary>
    public override string ToString() => nameof(RegistrationDraft);

    private IEnumerable<KeyValuePair<string, string>> Check(bool needsEmail)
    {
        if (!IsText(Name, MaxName) || ClientName.Normalize(Name).Length == 0)
        {
            yield return new(NameField, Words.Fill(PageText.PortalNameFault, MaxName));
        }

        if (needsEmail && Address is null)
        {
            yield return new(EmailField, PageText.PortalEmailFault);
        }

        if (Description.Length > 0 && !IsText(Description, MaxDescription))
        {
            yield return new(DescriptionField, Words.Fill(PageText.PortalDescriptionFault, MaxDescription));
        }

        if (Website.Length > 0 && (!IsText(Website, MaxWebsite) || WebLink.Of(Website) is null))
        {
            yield return new(WebsiteField, PageText.PortalWebsiteFault);
        }
    }

    private static bool IsText(string text, int most) =>
        text.EnumerateRunes().Count() <= most && !text.Contains('\0', StringComparison.Ordinal);

    private static string Text(RequestParameters sent, string field) => (sent.Text(field) ?? "").Trim();
}
