using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Portal.Registering;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal;

/// <summary>The first page: what the portal is for, or the visitor's applications.</summary>
internal sealed class HomeEndpoint(PortalGate gate, PortalPages pages, RegistrationRules registration)
{
    public async Task ShowAsync(HttpContext context)
    {
        var visitor = await gate.FindAsync(context);
        var page = visitor.IsKnown ? List(await gate.ClientsAsync(visitor, context.RequestAborted)) : Welcome();
        await pages.WriteAsync(context, visitor, PortalRoutes.Home, page);
    }

    /// <summary>Says that there is no such page.</summary>
    public async Task MissAsync(HttpContext context) =>
        await pages.ProblemAsync(context, await gate.FindAsync(context), StatusCodes.Status404NotFound);

    private PageContent Welcome()
    {
        var register = registration.IsOpen
            ? Link(PortalRoutes.Register, "button", PageText.PortalWelcomeRegister)
            : Html.Empty;
        var signIn = Link(PortalRoutes.SignIn, "button plain", PageText.PortalWelcomeSignIn);
        var main = Html.Of(
            $"""
            {Parts.Head(PageText.PortalWelcome, Html.Text(PageText.PortalWelcomeLead))}
            <div class="actions">{register}{signIn}</div>
            <ol class="steps">
            {Step(PageText.PortalStepRegister, PageText.PortalStepRegisterText)}
            {Step(PageText.PortalStepVerify, PageText.PortalStepVerifyText)}
            {Step(PageText.PortalStepCall, PageText.PortalStepCallText)}
            </ol>
            """
        );
        return new PageContent(PageText.PortalWelcome, main) { Wide = true };
    }

    private PageContent List(IReadOnlyList<Client> clients)
    {
        var register = registration.IsOpen
            ? Link(PortalRoutes.Register, "button", PageText.PortalWelcomeRegister)
            : Html.Empty;
        var list =
            clients.Count == 0
                ? Html.Of($"<p class=\"empty\">{PageText.PortalNoApplications}</p>")
                : Html.Of($"<ul class=\"list\">{Html.Join(clients.Select(Row))}</ul>");
        var main = Html.Of($"{Parts.Head(PageText.PortalApplications, actions: register)}{list}");
        return new PageContent(PageText.PortalApplications, main) { Wide = true };
    }

    private Html Row(Client client)
    {
        var path = pages.PathOf(PortalRoutes.Of(PortalRoutes.Application, client.Id));
        var since = Words.Fill(PageText.PortalRegisteredOn, Words.Day(client.CreatedAt));
        return Html.Of(
            $"<li><div><h2><a href=\"{path}\">{client.Name}</a></h2><p class=\"small soft\">{since}</p></div>{ClientBadges.Of(client)}</li>"
        );
    }

    private static Html Step(string heading, string text) => Html.Of($"<li><h2>{heading}</h2><p>{text}</p></li>");

    private Html Link(string route, string look, string text) =>
        Html.Of($"<a class=\"{look}\" href=\"{pages.PathOf(route)}\">{text}</a>");
}
