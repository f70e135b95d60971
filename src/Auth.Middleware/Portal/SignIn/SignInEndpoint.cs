using Auth.Contacts;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.SignIn;

/// <summary>Asks for the address that the link is mailed to. The answer is the same whether anything was registered from it or not.</summary>
internal sealed class SignInEndpoint(
    PortalGate gate,
    PortalPages pages,
    PortalForms forms,
    SignInRequests requests,
    SignInLinks links,
    HostUsers users
)
{
    private const string Field = "email";

    public async Task ShowAsync(HttpContext context) =>
        await WriteAsync(context, await gate.FindAsync(context), "", fault: null);

    public async Task AskAsync(HttpContext context)
    {
        var (sent, status) = await SentForm.ReadAsync(context);
        var visitor = await gate.FindAsync(context);
        if (status is not null || !await forms.TakeAsync(context, visitor, sent, PortalRoutes.SignIn))
        {
            await pages.ProblemAsync(context, visitor, status ?? StatusCodes.Status400BadRequest);
            return;
        }

        var text = (sent.Text(Field) ?? "").Trim();
        if (EmailAddress.TryParse(text) is not { } email)
        {
            await WriteAsync(context, visitor, text, PageText.PortalEmailFault);
            return;
        }

        await requests.AskAsync(email, context.RequestAborted);
        pages.Redirect(context, pages.PathOf(PortalRoutes.SignIn), nameof(PageText.NoticeLinkAsked));
    }

    private Task WriteAsync(HttpContext context, PortalVisitor visitor, string email, string? fault)
    {
        var field = new FormField(Field, PageText.PortalEmail)
        {
            Type = "email",
            Hint = PageText.PortalSignInHint,
            Value = email,
            Fault = fault,
            Required = true,
            MaxLength = EmailAddress.MaxLength,
            AutoComplete = "email",
        };
        var lead = Html.Text(Words.Fill(PageText.PortalSignInLead, Words.Span(links.Lifetime)));
        var path = pages.PathOf(PortalRoutes.SignIn);
        var fields = forms.Fields(context, visitor, PortalRoutes.SignIn);
        var main = Html.Of(
            $"""
            {Parts.Head(PageText.PortalSignIn, lead)}
            <div class="card"><form method="post" action="{path}">{fields}{field.ToHtml()}<div class="actions"><button type="submit">{PageText.PortalSignInSend}</button></div></form></div>
            {HostUsers()}
            """
        );
        var status = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return pages.WriteAsync(
            context,
            visitor,
            PortalRoutes.SignIn,
            new PageContent(PageText.PortalSignIn, main),
            status
        );
    }

    private Html HostUsers() =>
        users.AreOffered
            ? Parts.Card(
                PageText.PortalAccount,
                Html.Of(
                    $"<p class=\"soft\">{PageText.PortalAccountText}</p><p><a class=\"button plain\" href=\"{pages.PathOf(PortalRoutes.Account)}\">{PageText.PortalAccountButton}</a></p>"
                )
            )
            : Html.Empty;
}
