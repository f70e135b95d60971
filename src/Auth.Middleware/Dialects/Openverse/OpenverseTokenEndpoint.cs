using System.Collections.Immutable;
using Auth.Bearer;
using Auth.ClientAuthentication;
using Auth.DPoP;
using Auth.Http;
using Auth.Storage;
using Auth.Telemetry;
using Auth.Token;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/token/</c>: client credentials for an access token (RFC 6749 section 4.4), worded as Openverse does.</summary>
internal sealed class OpenverseTokenEndpoint(
    ClientAuthenticator authenticator,
    TokenIssuer issuer,
    DPoPBinding binding,
    BearerChallenge challenge,
    IOptionsMonitor<OpenverseOptions> options
)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        if (context.Request.QueryString.HasValue && context.Request.QueryString.Value!.Length > 1)
        {
            await ErrorAsync(context, OAuthErrors.InvalidRequest.Code, "URL query parameters are not allowed");
            return;
        }

        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.All);
        if (bodyError is not null)
        {
            await BodyErrorAsync(context, bodyError);
            return;
        }

        // JSON is read so that broken JSON is answered as such, and then not looked at: the guides promise that it is not accepted.
        if (IsJson(parameters) || parameters.Text("grant_type") != "client_credentials")
        {
            await ErrorAsync(context, OAuthErrors.UnsupportedGrantType.Code);
            return;
        }

        RequestMeasurement.Grant(context, "client_credentials");
        if (parameters.Text("client_id")?.Contains('\0', StringComparison.Ordinal) is true)
        {
            await OpenverseReply.DetailAsync(context, 400, "Invalid credentials", OAuthErrors.InvalidRequest.Code);
            return;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Authenticated(var client):
                await IssueAsync(context, client, parameters["scope"]?.Text);
                break;
            case ClientAuthenticationOutcome.Refused({ Status: 401 } error):
                context.Response.Headers[HeaderNames.WWWAuthenticate] = challenge.Basic;
                await ErrorAsync(context, error.Code, status: error.Status);
                break;
            case ClientAuthenticationOutcome.Refused(var error):
                await ErrorAsync(context, error.Code, error.Description, error.Status);
                break;
        }
    }

    private async Task IssueAsync(HttpContext context, Client client, string? scope)
    {
        if (Grant(client, scope) is not { Length: > 0 } granted)
        {
            await ErrorAsync(context, OAuthErrors.InvalidScope.Code);
            return;
        }

        var (keyThumbprint, proofError) = await binding.ReadAsync(context, client);
        if (proofError is not null)
        {
            await ErrorAsync(context, proofError.Code, proofError.Description);
            return;
        }

        var outcome = await issuer.IssueAsync(
            client,
            granted,
            options.CurrentValue.TokenLifetime,
            subject: null,
            audience: [],
            keyThumbprint,
            context.RequestAborted
        );
        await (
            outcome switch
            {
                IssueOutcome.Issued(var token) => WriteAsync(context, token),
                IssueOutcome.Refused(var error) => ErrorAsync(context, error.Code, error.Description, error.Status),
                _ => throw new System.Diagnostics.UnreachableException(),
            }
        );
    }

    private static Task WriteAsync(HttpContext context, IssuedToken token) =>
        JsonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new TokenBody(
                token.Token,
                token.Scope,
                (long?)token.Lifetime?.TotalSeconds,
                token.KeyThumbprint is null ? "Bearer" : "DPoP"
            ),
            OpenverseJson.Relaxed.TokenBody
        );

    /// <summary>No scope asks for the defaults; an empty or unknown one is refused, as the original does.</summary>
    private ImmutableArray<string> Grant(Client client, string? scope)
    {
        if (scope is null)
        {
            var defaults = options.CurrentValue.DefaultScopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return [.. defaults.Where(name => client.Scopes.Contains(name, StringComparer.Ordinal))];
        }

        return ScopeSet.Parse(scope) is { } requested && ScopeSet.Covers(client.Scopes, requested) ? requested : [];
    }

    private static bool IsJson(RequestParameters parameters) =>
        parameters.Names.Any(name => parameters[name]?.Json is not null);

    private static Task BodyErrorAsync(HttpContext context, RequestBodyError error) =>
        error.Kind switch
        {
            RequestBodyErrorKind.TooLarge => ErrorAsync(
                context,
                OAuthErrors.InvalidRequest.Code,
                "The request body is too large.",
                413
            ),
            RequestBodyErrorKind.MalformedForm => ErrorAsync(context, OAuthErrors.InvalidRequest.Code, error.Detail),
            RequestBodyErrorKind.DuplicateParameter => ErrorAsync(
                context,
                OAuthErrors.InvalidRequest.Code,
                "A parameter was sent more than once."
            ),
            RequestBodyErrorKind.NotAnObject => ErrorAsync(context, OAuthErrors.UnsupportedGrantType.Code),
            _ => OpenverseReply.BodyErrorAsync(context, error),
        };

    private static Task ErrorAsync(HttpContext context, string error, string? description = null, int status = 400) =>
        JsonReply.WriteAsync(
            context,
            status,
            new TokenErrorBody(error, description),
            OpenverseJson.Relaxed.TokenErrorBody
        );
}
