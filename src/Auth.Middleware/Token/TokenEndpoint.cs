using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Storage;
using Auth.Telemetry;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Token;

/// <summary><c>POST /oauth2/token</c> (RFC 6749 section 3.2): parse, authenticate the client, run the grant, write.</summary>
internal sealed class TokenEndpoint(
    ClientAuthenticator authenticator,
    TokenRequestReader reader,
    IEnumerable<IGrantHandler> grants,
    TokenIssuer issuer,
    OAuthReply reply,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private readonly Dictionary<string, IGrantHandler> _grants = grants
        .Where(grant => grant.IsOffered)
        .ToDictionary(grant => grant.GrantType, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        if (bodyError is not null)
        {
            await reply.BodyErrorAsync(context, bodyError);
            return;
        }

        if (FindGrant(parameters, out var grant) is { } grantError)
        {
            await reply.ErrorAsync(context, grantError);
            return;
        }

        RequestMeasurement.Grant(context, grant!.GrantType);
        switch (await authenticator.AuthenticateAsync(context, parameters, grant.AllowsPublicClients))
        {
            case ClientAuthenticationOutcome.Refused(var error):
                await reply.ErrorAsync(context, error);
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                var (request, requestError) = await reader.ReadAsync(context, parameters, client);
                await (
                    requestError is null
                        ? GrantAsync(context, grant, client, request!)
                        : reply.ErrorAsync(context, requestError)
                );
                break;
        }
    }

    private async Task GrantAsync(HttpContext context, IGrantHandler grant, Client client, TokenRequest request)
    {
        var outcome = client.GrantTypes.Contains(grant.GrantType, StringComparer.Ordinal)
            ? await grant.HandleAsync(request, client, context.RequestAborted)
            : new GrantOutcome.Refused(OAuthErrors.UnauthorizedClient);
        switch (outcome)
        {
            case GrantOutcome.Refused(var error):
                await reply.ErrorAsync(context, error);
                break;
            case GrantOutcome.Issued(var issued):
                await WriteAsync(context, issued);
                break;
            case GrantOutcome.Granted(var scopes, var subject):
                var token = await issuer.IssueAsync(
                    client,
                    scopes,
                    options.CurrentValue.Token.Lifetime,
                    subject,
                    request.Audience,
                    request.KeyThumbprint,
                    context.RequestAborted
                );
                await WriteAsync(context, token);
                break;
        }
    }

    private Task WriteAsync(HttpContext context, IssueOutcome outcome) =>
        outcome switch
        {
            IssueOutcome.Issued(var token) => WriteAsync(context, token),
            IssueOutcome.Refused(var error) => reply.ErrorAsync(context, error),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Task WriteAsync(HttpContext context, IssuedToken token)
    {
        TokenReply.Write(context, token);
        return Task.CompletedTask;
    }

    private OAuthError? FindGrant(RequestParameters parameters, out IGrantHandler? grant)
    {
        grant = null;
        return parameters.Text("grant_type") switch
        {
            _ when parameters.HasArrays => OAuthErrors.InvalidRequest with
            {
                Description = "Parameters are not arrays.",
            },
            null => OAuthErrors.InvalidRequest with { Description = "The grant_type parameter is missing." },
            var type when !_grants.TryGetValue(type, out grant) => OAuthErrors.UnsupportedGrantType,
            _ => null,
        };
    }
}
