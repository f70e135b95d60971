using Auth.Bearer;
using Auth.Credentials;
using Auth.Hosting;
using Auth.Http;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Registration.Dynamic;

/// <summary><c>POST /oauth2/register</c> (RFC 7591): an application registers itself, if the mode lets it.</summary>
internal sealed class RegistrationEndpoint(
    RegistrationGate gate,
    ClientMetadataReader reader,
    ClientRegistrar registrar,
    InitialAccessTokens tokens,
    EmailSealer sealer,
    PublicUrl publicUrl,
    OAuthReply reply,
    OAuthWireFormat wire
)
{
    /// <summary>The name under which these registrations send their mail.</summary>
    public const string Dialect = "oauth2";

    private static readonly OAuthError BadToken = OAuthErrors.InvalidToken with
    {
        Description = "The initial access token is used, expired or unknown.",
    };

    private static readonly OAuthError NotJson = OAuthErrors.InvalidRequest with
    {
        Description = "The body must be a JSON object.",
    };

    private static readonly OAuthError NoContact = OAuthErrors.InvalidClientMetadata with
    {
        Description = "contacts must hold the address that confirms the registration.",
    };

    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var mode = gate.Mode;
        var token = mode == RegistrationMode.InitialAccessToken ? BearerOf(context) : "";
        if (token is null)
        {
            await wire.WriteBearerFailureAsync(context, BearerFailure.Missing);
            return;
        }

        var (metadata, error) = await CheckAsync(context, mode, token);
        if (error is not null)
        {
            await reply.ErrorAsync(context, error);
        }
        else
        {
            await RegisterAsync(context, metadata!, verified: mode != RegistrationMode.VerifiedEmail);
        }
    }

    /// <summary>Looks at the token first, so that strangers learn nothing, and takes it last, so that a registration that is refused does not cost it.</summary>
    private async ValueTask<(ClientMetadata? Metadata, OAuthError? Error)> CheckAsync(
        HttpContext context,
        RegistrationMode mode,
        string token
    )
    {
        var gated = mode == RegistrationMode.InitialAccessToken;
        if (gated && !await tokens.IsGoodAsync(token, context.RequestAborted))
        {
            return (null, BadToken);
        }

        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
        if (bodyError is not null || string.IsNullOrEmpty(context.Request.ContentType))
        {
            return (null, bodyError is null ? NotJson : OAuthReply.ErrorFor(bodyError));
        }

        var (metadata, error) = reader.Read(parameters);
        if (error is not null)
        {
            return (null, error);
        }

        if (mode == RegistrationMode.VerifiedEmail && metadata!.Contact is null)
        {
            return (null, NoContact);
        }

        return gated && !await tokens.TakeAsync(token, context.RequestAborted) ? (null, BadToken) : (metadata, null);
    }

    private async Task RegisterAsync(HttpContext context, ClientMetadata metadata, bool verified)
    {
        var outcome = await registrar.RegisterAsync(
            new ClientRegistration
            {
                Name = metadata.Name,
                UniqueName = false,
                Email = metadata.Contact,
                Website = metadata.Website,
                RedirectUris = metadata.RedirectUris,
                GrantTypes = metadata.GrantTypes,
                Scopes = metadata.Scopes,
                AuthenticationMethod = metadata.AuthenticationMethod,
                KeySet = metadata.KeySet,
                RequiresDPoP = metadata.RequiresDPoP,
                Managed = true,
                Verified = verified,
                Dialect = Dialect,
            },
            context.RequestAborted
        );
        if (outcome is RegistrationOutcome.Refused(var error))
        {
            await reply.ErrorAsync(context, error);
            return;
        }

        var registered = (RegistrationOutcome.Registered)outcome;
        var information = ClientInformation.Of(
            registered.Client,
            RegistrationRoutes.Client(publicUrl, registered.Client.Id),
            sealer
        ) with
        {
            ClientSecret = registered.Secret.Length == 0 ? null : registered.Secret,
            RegistrationAccessToken = registered.RegistrationToken,
        };
        await JsonReply.WriteAsync(
            context,
            StatusCodes.Status201Created,
            information,
            RegistrationJson.Relaxed.ClientInformation
        );
    }

    private static string? BearerOf(HttpContext context) =>
        BearerHeaderReader.Read(context.Request.Headers.Authorization, out var token) switch
        {
            BearerHeader.Token => token.ToString(),
            BearerHeader.None or BearerHeader.OtherScheme => null,
            _ => "",
        };
}
