using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Storage;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Token;

/// <summary><c>POST /oauth2/token</c> (RFC 6749 section 3.2): parse, authenticate the client, run the grant, write.</summary>
internal sealed class TokenEndpoint(
    ClientAuthenticator authenticator,
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

        switch (await authenticator.AuthenticateAsync(context, parameters, grant!.AllowsPublicClients))
        {
            case ClientAuthenticationOutcome.Refused(var error):
                await reply.ErrorAsync(context, error);
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                await GrantAsync(
                    context,
                    grant,
                    client,
                    new TokenRequest(parameters, Audience: [], KeyThumbprint: null)
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
            case GrantOutcome.Granted(var scopes, _):
                var token = await issuer.IssueAsync(
                    client,
                    scopes,
                    options.CurrentValue.Token.Lifetime,
                    context.RequestAborted
                );
                await JsonReply.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    TokenBody.From(token),
                    TokenJson.Relaxed.TokenBody
                );
                break;
        }
    }

    private OAuthError? FindGrant(RequestParameters parameters, out IGrantHandler? grant)
    {
        grant = null;
        return parameters.Text("grant_type") switch
        {
            null => OAuthErrors.InvalidRequest with { Description = "The grant_type parameter is missing." },
            var type when !_grants.TryGetValue(type, out grant) => OAuthErrors.UnsupportedGrantType,
            _ => null,
        };
    }
}
