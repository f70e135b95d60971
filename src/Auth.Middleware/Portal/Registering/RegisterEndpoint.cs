using Auth.Authorization.Consent;
using Auth.Pages.Forms;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Registration;
using Auth.Registration.Dynamic;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Registering;

/// <summary>Registers an application: by the rules, limits and hooks of the API, with what is wrong said beside the fields.</summary>
internal sealed class RegisterEndpoint(
    PortalGate gate,
    PortalPages pages,
    PortalForms forms,
    PortalSessions sessions,
    HostUsers users,
    RegistrationRules rules,
    InitialAccessTokens invitations,
    ClientRegistrar registrar,
    ScopeWords scopes
)
{
    public async Task ShowAsync(HttpContext context)
    {
        var visitor = await gate.FindAsync(context);
        if (await MayRegisterAsync(context, visitor))
        {
            await WriteAsync(context, visitor, RegistrationDraft.Empty(scopes.All().Select(scope => scope.Name)));
        }
    }

    public async Task RegisterAsync(HttpContext context)
    {
        var (sent, status) = await SentForm.ReadAsync(context);
        var visitor = await gate.FindAsync(context);
        if (status is not null || !await forms.TakeAsync(context, visitor, sent, PortalRoutes.Register))
        {
            await pages.ProblemAsync(context, visitor, status ?? StatusCodes.Status400BadRequest);
            return;
        }

        if (!await MayRegisterAsync(context, visitor))
        {
            return;
        }

        var known = scopes.All().Select(scope => scope.Name);
        var draft = RegistrationDraft.Read(sent, known, needsEmail: visitor.User is null);
        if (draft.Faults.IsEmpty && rules.NeedsInvitation && !await TakeInvitationAsync(context, draft))
        {
            draft = draft.Refuse(RegistrationDraft.InvitationField, PageText.PortalInvitationFault);
        }

        if (!draft.Faults.IsEmpty)
        {
            await WriteAsync(context, visitor, draft);
            return;
        }

        switch (await registrar.RegisterAsync(ToRegistration(draft, visitor), context.RequestAborted))
        {
            case RegistrationOutcome.Registered(var client, var secret, _):
                await WelcomeAsync(context, visitor, client, secret);
                break;
            case RegistrationOutcome.Refused(var error):
                await WriteAsync(context, visitor, draft.Refuse("", error.Description), error.Status);
                break;
        }
    }

    /// <summary>Taken last, so that a form with a fault does not cost it.</summary>
    private async ValueTask<bool> TakeInvitationAsync(HttpContext context, RegistrationDraft draft) =>
        await invitations.IsGoodAsync(draft.Invitation, context.RequestAborted)
        && await invitations.TakeAsync(draft.Invitation, context.RequestAborted);

    /// <summary>Whoever registers without being signed in may look after the new application until the session ends: they hold its secret anyway.</summary>
    private async Task WelcomeAsync(HttpContext context, PortalVisitor visitor, Client client, string secret)
    {
        if (!visitor.IsKnown)
        {
            visitor = visitor with { Session = await sessions.StartAsync(context, client.Id, emailKeys: []) };
        }

        var path = visitor.Manages(client) ? pages.PathOf(PortalRoutes.Of(PortalRoutes.Application, client.Id)) : null;
        await pages.WriteAsync(
            context,
            visitor,
            PortalRoutes.Register,
            RegisteredPage.Render(client, secret, path),
            StatusCodes.Status201Created
        );
    }

    private async ValueTask<bool> MayRegisterAsync(HttpContext context, PortalVisitor visitor)
    {
        if (!rules.IsOpen)
        {
            await pages.ProblemAsync(context, visitor, StatusCodes.Status404NotFound);
            return false;
        }

        if (visitor.User is { } user && !await users.MayAddAsync(user, context.RequestAborted))
        {
            await pages.ProblemAsync(
                context,
                visitor,
                StatusCodes.Status403Forbidden,
                PageText.PortalTooManyApplications
            );
            return false;
        }

        return true;
    }

    private static ClientRegistration ToRegistration(RegistrationDraft draft, PortalVisitor visitor) =>
        new()
        {
            Name = draft.Name,
            UniqueName = false,
            Description = draft.Description.Length == 0 ? null : draft.Description,
            Email = visitor.User is null ? draft.Address : null,
            Website = draft.Website.Length == 0 ? null : draft.Website,
            Scopes = draft.Scopes,
            Verified = visitor.User is not null,
            Owner = visitor.User?.Subject,
            Dialect = PortalVerificationLink.Name,
        };

    private Task WriteAsync(HttpContext context, PortalVisitor visitor, RegistrationDraft draft, int? status = null)
    {
        var page = RegisterForm.Render(
            draft,
            scopes.All(),
            pages.PathOf(PortalRoutes.Register),
            forms.Fields(context, visitor, PortalRoutes.Register),
            visitor.User is null,
            rules.NeedsInvitation
        );
        var fallback = draft.Faults.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return pages.WriteAsync(context, visitor, PortalRoutes.Register, page, status ?? fallback);
    }
}
