using Auth.Authorization;
using Auth.Contacts;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Draft = Auth.Portal.Registering.RegistrationDraft;

namespace Auth.Portal.Registering;

/// <summary>The page with the form for an application.</summary>
internal static class RegisterForm
{
    /// <summary>Draws it.</summary>
    /// <param name="draft">What stands in it.</param>
    /// <param name="scopes">The scopes there are.</param>
    /// <param name="action">Where it is posted.</param>
    /// <param name="hidden">Its hidden fields.</param>
    /// <param name="needsEmail">Whether an address must be named.</param>
    /// <param name="needsInvitation">Whether an initial access token must be shown.</param>
    public static PageContent Render(
        Draft draft,
        IReadOnlyList<ScopeInWords> scopes,
        string action,
        Html hidden,
        bool needsEmail,
        bool needsInvitation
    )
    {
        var notice = draft.Faults.IsEmpty
            ? Html.Empty
            : new PageNotice(draft.Faults.GetValueOrDefault("") ?? PageText.PortalFormFaults, NoticeTone.Bad).ToHtml();
        var fields = Html.Join(Fields(draft, needsEmail, needsInvitation).Select(field => field.ToHtml()));
        var main = Html.Of(
            $"""
            {notice}{Parts.Head(PageText.PortalRegister, Html.Text(PageText.PortalRegisterLead))}
            <div class="card"><form method="post" action="{action}">{hidden}{fields}{Scopes(
                draft,
                scopes
            )}<div class="actions"><button type="submit">{PageText.PortalRegisterButton}</button></div></form></div>
            """
        );
        return new PageContent(PageText.PortalRegister, main);
    }

    private static IEnumerable<FormField> Fields(Draft draft, bool needsEmail, bool needsInvitation)
    {
        if (needsInvitation)
        {
            yield return new FormField(Draft.InvitationField, PageText.PortalInvitation)
            {
                Hint = PageText.PortalInvitationHint,
                Fault = draft.Faults.GetValueOrDefault(Draft.InvitationField),
                Required = true,
            };
        }

        yield return new FormField(Draft.NameField, PageText.PortalName)
        {
            Hint = PageText.PortalNameHint,
            Value = draft.Name,
            Fault = draft.Faults.GetValueOrDefault(Draft.NameField),
            Required = true,
            MaxLength = Draft.MaxName,
        };
        if (needsEmail)
        {
            yield return new FormField(Draft.EmailField, PageText.PortalEmail)
            {
                Type = "email",
                Hint = PageText.PortalEmailHint,
                Value = draft.Email,
                Fault = draft.Faults.GetValueOrDefault(Draft.EmailField),
                Required = true,
                MaxLength = EmailAddress.MaxLength,
                AutoComplete = "email",
            };
        }

        yield return new FormField(Draft.DescriptionField, PageText.PortalDescription)
        {
            Type = "textarea",
            Hint = PageText.PortalDescriptionHint,
            Value = draft.Description,
            Fault = draft.Faults.GetValueOrDefault(Draft.DescriptionField),
            MaxLength = Draft.MaxDescription,
        };
        yield return new FormField(Draft.WebsiteField, PageText.PortalWebsite)
        {
            Type = "url",
            Hint = PageText.PortalOptional,
            Value = draft.Website,
            Fault = draft.Faults.GetValueOrDefault(Draft.WebsiteField),
            MaxLength = Draft.MaxWebsite,
            AutoComplete = "url",
        };
    }

    private static Html Scopes(Draft draft, IReadOnlyList<ScopeInWords> scopes) =>
        scopes.Count == 0
            ? Html.Empty
            : Html.Of(
                $"<fieldset class=\"field\"><legend>{PageText.PortalScopes}</legend>{Html.Join(scopes.Select(scope => Box(draft, scope)))}</fieldset>"
            );

    private static Html Box(Draft draft, ScopeInWords scope)
    {
        var ticked = draft.Scopes.Contains(scope.Name, StringComparer.Ordinal) ? Html.Raw(" checked") : Html.Empty;
        var name =
            scope.Name == scope.Description ? Html.Empty : Html.Of($" <span class=\"small soft\">{scope.Name}</span>");
        return Html.Of(
            $"<label class=\"check\"><input type=\"checkbox\" name=\"{Draft.ScopePrefix}{scope.Name}\" value=\"on\"{ticked}><span>{scope.Description}{name}</span></label>"
        );
    }
}
