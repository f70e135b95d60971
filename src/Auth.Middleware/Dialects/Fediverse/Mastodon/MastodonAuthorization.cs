using Auth.Authorization;
using Auth.Authorization.Consent;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The rules and words of Mastodon's authorization endpoint.</summary>
internal sealed class MastodonAuthorization
{
    private static readonly MastodonPages Pages = new();
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    public MastodonAuthorization(IOptions<MastodonOptions> options)
    {
        var pathBase = options.Value.PathBase;
        Profile = new AuthorizationProfile
        {
            Name = MastodonDialect.DialectName,
            AuthorizePath = pathBase + MastodonRoutes.Authorize,
            NativePath = pathBase + MastodonRoutes.Native,
            CodeLifetime = () => CodeLifetime,
            Scopes = (client, requested) => MastodonScopes.Grant(client.Scopes, requested),
            RequiresRedirectUri = true,
            ChecksBeforeSignIn = false,
            RedirectsErrors = false,
            ResponseModes = ["query", "fragment", "form_post"],
            RedirectStatus = StatusCodes.Status302Found,
            RemembersApproval = true,
            ProofField = "authenticity_token",
            Decision = parameters =>
                parameters.Text(ConsentForm.Decision)
                ?? (parameters.Text("_method") == "delete" ? ConsentForm.Deny : ConsentForm.Allow),
            WriteUrl = FediverseUrl.InOrder,
            Wording = Word,
            Pages = Pages,
            WriteFailure = WriteFailureAsync,
        };
        DenyProfile = Profile with { Decision = _ => ConsentForm.Deny };
    }

    /// <summary>The rules.</summary>
    public AuthorizationProfile Profile { get; }

    /// <summary>The same for <c>DELETE</c>, which is a decision of its own.</summary>
    public AuthorizationProfile DenyProfile { get; }

    private static OAuthError? Word(AuthorizationProblem problem) =>
        problem switch
        {
            AuthorizationProblem.ClientIdMissing => MastodonTexts.Missing("client_id"),
            AuthorizationProblem.ClientUnknown => MastodonTexts.InvalidClient,
            AuthorizationProblem.RedirectUriMissing or AuthorizationProblem.RedirectUriUnknown =>
                MastodonTexts.InvalidRedirectUri,
            AuthorizationProblem.ResponseTypeMissing => MastodonTexts.Missing("response_type"),
            AuthorizationProblem.ResponseTypeUnsupported => MastodonTexts.UnsupportedResponseType,
            AuthorizationProblem.ResponseModeUnsupported => MastodonTexts.UnsupportedResponseMode,
            AuthorizationProblem.ScopeInvalid => MastodonTexts.InvalidScope,
            AuthorizationProblem.ClientNotAllowed => MastodonTexts.UnauthorizedClient,
            AuthorizationProblem.ChallengeMethodUnsupported => MastodonTexts.InvalidChallengeMethod,
            AuthorizationProblem.Denied => MastodonTexts.AccessDenied,
            AuthorizationProblem.FormNotOurs => MastodonTexts.FormNotOurs,
            _ => null,
        };

    /// <summary>A page for who opens one; JSON for what is posted, and for a code that nobody can be sent.</summary>
    private static Task WriteFailureAsync(HttpContext context, AuthorizationFailure failure)
    {
        if (failure.Problem == AuthorizationProblem.FormNotOurs)
        {
            return Accepts.Html(context.Request) || context.Request.Headers.Accept.Count == 0
                ? PageAsync(context, failure)
                : MastodonReply.ErrorAsync(context, failure.Error.Status, "Unprocessable Content");
        }

        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? PageAsync(context, failure)
            : MastodonReply.OAuthAsync(
                context,
                failure.Error.Status,
                new MastodonOAuthErrorBody(failure.Error.Code, failure.Error.Description, failure.State),
                MastodonJson.Relaxed.MastodonOAuthErrorBody
            );
    }

    private static Task PageAsync(HttpContext context, AuthorizationFailure failure) =>
        context.RequestServices.GetRequiredService<PageWriter>().ProblemAsync(context, Pages, failure.Error);
}
