using Auth.Auditing;
using Auth.Authorization.Codes;
using Auth.Authorization.Consent;
using Auth.Authorization.Requests;
using Auth.Authorization.Responses;
using Auth.Authorization.Users;
using Auth.Hosting;
using Auth.Http;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization;

/// <summary>The authorization endpoint (RFC 6749 section 3.1) of any profile: GET asks the user, POST is their answer.</summary>
internal sealed class AuthorizationEndpoint(
    AuthorizationRequestReader reader,
    UserSignIn signIn,
    ConsentQuestion question,
    ConsentForm form,
    RememberedApproval remembered,
    CodeIssuer codes,
    AuthorizationReply reply,
    PublicUrl publicUrl,
    AuthClock clock,
    AuthEventLog events
)
{
    /// <summary>Answers a GET.</summary>
    public async Task AskAsync(HttpContext context, AuthorizationProfile profile)
    {
        var user = await signIn.FindAsync(context);
        if (user is null && !profile.ChecksBeforeSignIn)
        {
            await ChallengeAsync(context, profile, context.Request.QueryString);
            return;
        }

        if (QueryParameters.Read(context.Request.QueryString) is not var (parameters, repeated))
        {
            await reply.ProblemAsync(context, profile, AuthorizationProblem.Malformed, target: null, state: null);
            return;
        }

        var (request, refusal) = await reader.ReadAsync(parameters, repeated, profile, context.RequestAborted);
        if (refusal is { Return: null })
        {
            await reply.ProblemAsync(context, profile, refusal.Problem, refusal.Return, refusal.State);
        }
        else if (user is null)
        {
            // RFC 9700 section 4.11.2: an anonymous visitor is sent to no client, not even with an error.
            await ChallengeAsync(context, profile, context.Request.QueryString);
        }
        else if (refusal is not null)
        {
            await reply.ProblemAsync(context, profile, refusal.Problem, refusal.Return, refusal.State);
        }
        else if (
            HttpMethods.IsGet(context.Request.Method)
            && await remembered.CoversAsync(profile, request!, user, context.RequestAborted)
        )
        {
            await ApproveAsync(context, profile, request!, user);
        }
        else
        {
            await question.AskAsync(context, profile, request!, user);
        }
    }

    /// <summary>Answers the form of the consent page.</summary>
    public async Task DecideAsync(HttpContext context, AuthorizationProfile profile)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        if (bodyError is not null)
        {
            await reply.ProblemAsync(context, profile, AuthorizationProblem.Malformed, target: null, state: null);
            return;
        }

        if (await signIn.FindAsync(context) is not { } user)
        {
            // The session has ended while the page was open.
            await ChallengeAsync(context, profile, AsQuery(parameters));
            return;
        }

        var (request, refusal) = await reader.ReadAsync(parameters, [], profile, context.RequestAborted);
        if (refusal is not null)
        {
            await reply.ProblemAsync(context, profile, refusal.Problem, refusal.Return, refusal.State);
            return;
        }

        var decision = profile.Decision(parameters);
        if (
            decision is not (ConsentForm.Allow or ConsentForm.Deny)
            || !await form.TakeAsync(context, user, request!, profile.Name, profile.ProofField)
        )
        {
            await reply.ProblemAsync(
                context,
                profile,
                AuthorizationProblem.FormNotOurs,
                target: null,
                request!.Return.State
            );
            return;
        }

        await (
            decision == ConsentForm.Allow
                ? ApproveAsync(context, profile, request!, user)
                : DenyAsync(context, profile, request!, user)
        );
    }

    private async Task ApproveAsync(
        HttpContext context,
        AuthorizationProfile profile,
        AuthorizationRequest request,
        SignedInUser user
    )
    {
        var code = await codes.IssueAsync(request, user, profile, context.RequestAborted);
        await reply.CodeAsync(context, profile, request.Return, code);
    }

    private Task DenyAsync(
        HttpContext context,
        AuthorizationProfile profile,
        AuthorizationRequest request,
        SignedInUser user
    )
    {
        events.Write(new AuthorizationDenied(clock.UtcNow, request.Client.Id, user.Subject));
        return reply.ProblemAsync(context, profile, AuthorizationProblem.Denied, request.Return, request.Return.State);
    }

    private Task ChallengeAsync(HttpContext context, AuthorizationProfile profile, QueryString query) =>
        signIn.ChallengeAsync(context, publicUrl.Path + profile.AuthorizePath + query);

    /// <summary>The request as it first came, without the decision.</summary>
    private static QueryString AsQuery(RequestParameters parameters) =>
        QueryString.Create(
            ConsentForm.RequestOf(parameters).Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))
        );
}
