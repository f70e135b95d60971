using Auth.Bearer;
using Auth.Credentials;
using Auth.Hosting;
using Auth.Http;
using Auth.Storage;
using Auth.Time;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Registration.Dynamic;

/// <summary><c>POST /oauth2/register</c> (RFC 7591): an application registers itself, if the mode lets it.</summary>
internal sealed class RegistrationEndpoint(
    RegistrationGate gate,
    ClientMetadataReader reader,
    ClientRegistrar registrar,
    IGrantStore grants,
    CredentialFormat format,
    EmailSealer sealer,
    PublicUrl publicUrl,
    AuthClock clock,
    OAuthReply reply
)
{
    /// <summary>The name under which these registrations send their mail.</summary>
    public const string Dialect = "oauth2";

    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var mode = gate.Mode;
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
        if (bodyError is not null)
        {
            await reply.BodyErrorAsync(context, bodyError);
            return;
        }

        var (metadata, error) = reader.Read(parameters);
        error ??=
            mode == RegistrationMode.VerifiedEmail && metadata!.Contact is null
                ? OAuthErrors.InvalidClientMetadata with
                {
                    Description = "contacts must hold the address that confirms the registration.",
                }
                : null;
        // Last, so that a registration that is refused does not cost the token.
        error ??= mode == RegistrationMode.InitialAccessToken ? await TakeTokenAsync(context) : null;
        if (error is not null)
        {
            await reply.ErrorAsync(context, error);
            return;
        }

        await RegisterAsync(context, metadata!, verified: mode != RegistrationMode.VerifiedEmail);
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

    private async ValueTask<OAuthError?> TakeTokenAsync(HttpContext context)
    {
        if (
            BearerHeaderReader.Read(context.Request.Headers.Authorization, out var header) != BearerHeader.Token
            || !format.IsGenuine(header, CredentialKind.InitialAccessToken)
        )
        {
            return OAuthErrors.InvalidToken with { Description = "An initial access token is required." };
        }

        var taken = await grants.TakeAsync(
            CredentialHash.OfToken(header),
            GrantKinds.InitialAccessToken,
            clock.UtcNow,
            context.RequestAborted
        );
        return taken.Status == TakeGrantStatus.Taken
            ? null
            : OAuthErrors.InvalidToken with
            {
                Description = "The initial access token is used, expired or unknown.",
            };
    }
}
