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
    private readonly Dictionary<string, IGrantHandler> _grants = grants.ToDictionary(
        grant => grant.GrantType,
        StringComparer.Ordinal
    );

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
            case GrantOutcome.Granted(var scopes, var subject):
                var issued = await issuer.IssueAsync(
                    client,
                    scopes,
                    options.CurrentValue.Token.Lifetime,
                    subject,
                    request.Audience,
                    request.KeyThumbprint,
                    context.RequestAborted
                );
                await WriteAsync(context, issued);
                break;
        }
    }

    private Task WriteAsync(HttpContext context, IssueOutcome issued) =>
        issued switch
        {
            IssueOutcome.Issued(var token) => JsonReply.WriteAsync(
                context,
                StatusCodes.Status200OK,
                TokenBody.From(token),
                TokenJson.Relaxed.TokenBody
            ),
            IssueOutcome.Refused(var error) => reply.ErrorAsync(context, error),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary><c>scope[]=read</c> would be ignored like any unknown parameter and grant more than was asked for.</summary>
    private static bool IsArray(string name) => name.Contains('[', StringComparison.Ordinal);

    private OAuthError? FindGrant(RequestParameters parameters, out IGrantHandler? grant)
    {
        grant = null;
        return parameters.Text("grant_type") switch
        {
            _ when parameters.Names.Any(IsArray) => OAuthErrors.InvalidRequest with
            {
                Description = "Parameters are not arrays.",
            },
            null => OAuthErrors.InvalidRequest with { Description = "The grant_type parameter is missing." },
            var type when !_grants.TryGetValue(type, out grant) => OAuthErrors.UnsupportedGrantType,
            _ => null,
        };
    }
}
