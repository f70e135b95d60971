using System.Security.Cryptography;
using Auth.Auditing;
using Auth.Bearer;
using Auth.Credentials;
using Auth.Hosting;
using Auth.Http;
using Auth.Storage;
using Auth.Time;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Registration.Dynamic;

/// <summary><c>/oauth2/register/CLIENT_ID</c> (RFC 7592): a client reads, replaces and deletes its registration and rotates its secret.</summary>
internal sealed class RegistrationManagementEndpoint(
    IClientStore clients,
    ClientMetadataReader reader,
    SecretRotator rotator,
    CredentialFormat format,
    EmailSealer sealer,
    PublicUrl publicUrl,
    AuthClock clock,
    AuthEventLog events,
    OAuthReply reply
)
{
    /// <summary>What only the server may set (RFC 7592 section 2.2).</summary>
    private static readonly string[] ServerOnly =
    [
        "registration_access_token",
        "registration_client_uri",
        "client_secret_expires_at",
        "client_id_issued_at",
    ];

    public Task ReadAsync(HttpContext context) => WithClientAsync(context, client => WriteAsync(context, client));

    public Task DeleteAsync(HttpContext context) =>
        WithClientAsync(
            context,
            async client =>
            {
                if (await clients.RemoveAsync(client.Id, context.RequestAborted))
                {
                    events.Write(new ClientRemoved(clock.UtcNow, client.Id));
                }

                context.Response.StatusCode = StatusCodes.Status204NoContent;
            }
        );

    public Task RotateSecretAsync(HttpContext context) =>
        WithClientAsync(
            context,
            async client =>
            {
                if (client.Secrets.IsEmpty)
                {
                    await reply.ErrorAsync(
                        context,
                        OAuthErrors.InvalidRequest with
                        {
                            Description = "The client has no secret.",
                        }
                    );
                    return;
                }

                var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
                if (bodyError is not null)
                {
                    await reply.BodyErrorAsync(context, bodyError);
                }
                else if (SecretRotator.ReadOverlap(parameters) is not { } overlap)
                {
                    await reply.ErrorAsync(
                        context,
                        OAuthErrors.InvalidRequest with
                        {
                            Description = SecretRotator.OverlapExpected,
                        }
                    );
                }
                else if (await rotator.RotateAsync(client.Id, overlap, context.RequestAborted) is { } rotated)
                {
                    var end = rotated.PreviousExpireAt.ToUnixTimeSeconds();
                    var body = new SecretInformation(client.Id, rotated.Secret, ClientSecretExpiresAt: 0, end);
                    await JsonReply.WriteAsync(context, 200, body, RegistrationJson.Relaxed.SecretInformation);
                }
            }
        );

    public Task ReplaceAsync(HttpContext context) =>
        WithClientAsync(
            context,
            async client =>
            {
                var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
                if (bodyError is not null)
                {
                    await reply.BodyErrorAsync(context, bodyError);
                    return;
                }

                var (metadata, error) = reader.Read(parameters);
                error = CheckIdentity(parameters, client) ?? error ?? CheckMethod(metadata!, client);
                if (error is not null)
                {
                    await reply.ErrorAsync(context, error);
                }
                else if (
                    Replace(client, metadata!) is var replaced
                    && await clients.TryUpdateAsync(replaced, context.RequestAborted)
                )
                {
                    events.Write(new ClientChanged(clock.UtcNow, client.Id, ["metadata"]));
                    await WriteAsync(context, replaced);
                }
                else
                {
                    await reply.ErrorAsync(
                        context,
                        OAuthErrors.InvalidRequest with
                        {
                            Status = StatusCodes.Status409Conflict,
                            Description = "The registration was changed at the same time. Read it and try again.",
                        }
                    );
                }
            }
        );

    /// <summary>An unknown client and a wrong token are one answer (RFC 7592 section 2.1).</summary>
    private async Task WithClientAsync(HttpContext context, Func<Client, Task> answer)
    {
        JsonReply.NoStore(context.Response);
        var kind = BearerHeaderReader.Read(context.Request.Headers.Authorization, out var token);
        var genuine = kind == BearerHeader.Token && format.IsGenuine(token, CredentialKind.RegistrationToken);
        var presented = CredentialHash.OfToken(token).ToArray();
        var client = genuine
            ? await clients.FindAsync((string)context.Request.RouteValues["client_id"]!, context.RequestAborted)
            : null;
        var stored = client?.RegistrationToken?.ToArray() ?? new byte[TokenHash.Size];
        if (
            !CryptographicOperations.FixedTimeEquals(presented, stored)
            || client is null
            || client.Disabled
            || client.HasLapsed(clock.UtcNow)
        )
        {
            await reply.ErrorAsync(
                context,
                OAuthErrors.InvalidToken with
                {
                    Description = "The registration access token is invalid.",
                }
            );
            return;
        }

        await answer(client);
    }

    private Task WriteAsync(HttpContext context, Client client) =>
        JsonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            ClientInformation.Of(client, RegistrationRoutes.Client(publicUrl, client.Id), sealer),
            RegistrationJson.Relaxed.ClientInformation
        );

    private OAuthError? CheckIdentity(RequestParameters parameters, Client client)
    {
        if (parameters.Text("client_id") != client.Id || ServerOnly.Any(name => parameters[name] is not null))
        {
            return OAuthErrors.InvalidRequest with
            {
                Description = "client_id must be the client's own, and what the server sets must be left out.",
            };
        }

        var secret = parameters["client_secret"];
        return
            secret is null
            || (secret.Value.Text is { } text && SecretVerifier.Match(client, text, clock.UtcNow) is not null)
            ? null
            : OAuthErrors.InvalidClientMetadata with
            {
                Description = "client_secret must be the current secret, or left out.",
            };
    }

    private static OAuthError? CheckMethod(ClientMetadata metadata, Client client) =>
        UsesSecret(metadata.AuthenticationMethod) == UsesSecret(client.AuthenticationMethod)
            ? null
            : OAuthErrors.InvalidClientMetadata with
            {
                Description = "A client with a secret keeps one, and one without gets none: register anew.",
            };

    private static bool UsesSecret(string method) => method is "client_secret_basic" or "client_secret_post";

    /// <summary>What was left out is gone, as the RFC says; the address stays, for it was confirmed.</summary>
    private static Client Replace(Client client, ClientMetadata metadata) =>
        client with
        {
            Name = metadata.Name,
            NormalizedName = ClientName.Normalize(metadata.Name),
            Website = metadata.Website,
            RedirectUris = metadata.RedirectUris,
            GrantTypes = metadata.GrantTypes,
            Scopes = metadata.Scopes,
            AuthenticationMethod = metadata.AuthenticationMethod,
            KeySet = metadata.KeySet,
            RequiresDPoP = metadata.RequiresDPoP,
        };
}
