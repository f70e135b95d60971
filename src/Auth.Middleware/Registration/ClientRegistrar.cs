using Auth.Auditing;
using Auth.Credentials;
using Auth.Hooks;
using Auth.Mail;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Registration;

/// <summary>Registers clients: id and secret are made here, stored with the mail they owe in one transaction, and answered once.</summary>
internal sealed class ClientRegistrar(
    IClientStore clients,
    CredentialFormat format,
    EmailSealer sealer,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options,
    MailSignal mail,
    AuthHooks hooks,
    AuthEventLog events
)
{
    /// <summary>Characters of a client id and of other public identifiers: 190 bits.</summary>
    private const int IdLength = 32;

    public async ValueTask<RegistrationOutcome> RegisterAsync(
        ClientRegistration registration,
        CancellationToken cancellationToken
    )
    {
        var tier = options.CurrentValue.Registration.Tier;
        if (await hooks.RegisteringAsync(registration, tier) is { } asked)
        {
            if (asked.Error is { } error)
            {
                return new RegistrationOutcome.Refused(error);
            }

            tier = asked.Tier;
            registration = registration with { Scopes = asked.Scopes };
        }

        return await StoreAsync(registration, tier, cancellationToken);
    }

    private async ValueTask<RegistrationOutcome> StoreAsync(
        ClientRegistration registration,
        string tier,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcNow;
        var secret = UsesSecret(registration) ? format.Create(CredentialKind.ClientSecret) : "";
        var token = registration.Managed ? format.Create(CredentialKind.RegistrationToken) : null;
        var client = ToClient(registration, tier, secret, token, now);
        var message =
            client.Email is null || client.Verified
                ? null
                : new OutboxMessage(
                    Base62.Random(IdLength),
                    OutboxKinds.EmailVerification,
                    client.Id,
                    registration.Dialect,
                    now,
                    now
                );

        if (await clients.AddAsync(client, message, now, cancellationToken) == AddClientOutcome.NameTaken)
        {
            return new RegistrationOutcome.NameTaken();
        }

        mail.Raise();
        events.Write(new ClientRegistered(now, client.Id, client.Tier));
        return new RegistrationOutcome.Registered(client, secret, token);
    }

    private static bool UsesSecret(ClientRegistration registration) =>
        registration.AuthenticationMethod is "client_secret_basic" or "client_secret_post";

    private Client ToClient(
        ClientRegistration registration,
        string tier,
        string secret,
        string? token,
        DateTimeOffset now
    )
    {
        var lifetime = options.CurrentValue.Registration.UnverifiedLifetime;
        var normalized = ClientName.Normalize(registration.Name);
        return new Client
        {
            Id = Base62.Random(IdLength),
            Name = registration.Name,
            NormalizedName = normalized,
            UniqueName = registration.UniqueName ? normalized : null,
            Description = registration.Description,
            Email = registration.Email is { } email ? sealer.Seal(email.Value) : null,
            Tier = tier,
            Verified = registration.Verified,
            Scopes = registration.Scopes,
            GrantTypes = registration.GrantTypes,
            Secrets =
                secret.Length == 0
                    ? []
                    : [new ClientSecret(Base62.Random(8), CredentialHash.OfSecret(secret), now, ExpiresAt: null)],
            RedirectUris = registration.RedirectUris,
            Website = registration.Website,
            AuthenticationMethod = registration.AuthenticationMethod,
            KeySet = registration.KeySet,
            RequiresDPoP = registration.RequiresDPoP,
            RegistrationToken = token is null ? null : CredentialHash.OfToken(token),
            CreatedAt = now,
            LapsesAt = registration.Email is null || registration.Verified ? null : now + lifetime,
        };
    }
}
