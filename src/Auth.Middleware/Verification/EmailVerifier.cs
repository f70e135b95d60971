using Auth.Auditing;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Verification;

/// <summary>Makes and redeems the codes of verification links.</summary>
/// <remarks>
/// A code is bound to the address it was sent to, is stored as a hash and works once; redeeming it again says so and is no error, because mail
/// scanners open links before people do. Redeeming grants the visitor nothing, so it matters little who does it.
/// </remarks>
internal sealed class EmailVerifier(
    IClientStore clients,
    IGrantStore grants,
    CredentialFormat format,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options,
    AuthEventLog events
)
{
    private const int MaxAttempts = 10;

    /// <summary>Makes a code for a client's present address. Made when the mail is sent, so no code ever waits in clear.</summary>
    public async ValueTask<string> CreateCodeAsync(Client client, CancellationToken cancellationToken)
    {
        var code = format.Create(CredentialKind.VerificationCode);
        var now = clock.UtcNow;
        var grant = new Grant(
            CredentialHash.OfToken(code),
            GrantKinds.EmailVerification,
            client.Id,
            client.Email?.LookupKey,
            now,
            now + options.CurrentValue.Verification.LinkLifetime
        );
        await grants.AddAsync(grant, cancellationToken);
        return code;
    }

    /// <summary>Says what a code would do, and changes nothing.</summary>
    public async ValueTask<VerificationStatus> PeekAsync(string code, CancellationToken cancellationToken)
    {
        if (!format.IsGenuine(code, CredentialKind.VerificationCode))
        {
            return VerificationStatus.Unknown;
        }

        var grant = await grants.FindAsync(
            CredentialHash.OfToken(code),
            GrantKinds.EmailVerification,
            cancellationToken
        );
        return grant is null || await ClientOfAsync(grant, cancellationToken) is not { } client
                ? VerificationStatus.Unknown
            : client.Verified ? VerificationStatus.AlreadyVerified
            : grant.UsedAt is null && grant.ExpiresAt <= clock.UtcNow ? VerificationStatus.Expired
            : VerificationStatus.Pending;
    }

    /// <summary>Redeems a code. Of N concurrent callers one is told <see cref="VerificationStatus.Verified"/>; after a crash half-way the next one finishes.</summary>
    public async ValueTask<VerificationStatus> ConfirmAsync(string code, CancellationToken cancellationToken)
    {
        if (!format.IsGenuine(code, CredentialKind.VerificationCode))
        {
            return VerificationStatus.Unknown;
        }

        var taken = await grants.TakeAsync(
            CredentialHash.OfToken(code),
            GrantKinds.EmailVerification,
            clock.UtcNow,
            cancellationToken
        );
        return taken switch
        {
            { Status: TakeGrantStatus.Taken or TakeGrantStatus.AlreadyUsed, Grant: { } grant } => await VerifyAsync(
                grant,
                cancellationToken
            ),
            { Status: TakeGrantStatus.Expired, Grant: { } grant } => await ExpiredAsync(grant, cancellationToken),
            _ => VerificationStatus.Unknown,
        };
    }

    private async ValueTask<VerificationStatus> VerifyAsync(Grant grant, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await ClientOfAsync(grant, cancellationToken) is not { } client)
            {
                return VerificationStatus.Unknown;
            }

            if (client.Verified)
            {
                return VerificationStatus.AlreadyVerified;
            }

            if (await clients.TryUpdateAsync(client with { Verified = true, LapsesAt = null }, cancellationToken))
            {
                events.Write(new ClientVerified(clock.UtcNow, client.Id));
                return VerificationStatus.Verified;
            }
        }

        throw new InvalidOperationException("The client changes faster than it can be verified.");
    }

    /// <summary>An expired link of a client that another link has verified is no bad news.</summary>
    private async ValueTask<VerificationStatus> ExpiredAsync(Grant grant, CancellationToken cancellationToken) =>
        await ClientOfAsync(grant, cancellationToken) switch
        {
            null => VerificationStatus.Unknown,
            { Verified: true } => VerificationStatus.AlreadyVerified,
            _ => VerificationStatus.Expired,
        };

    /// <summary>The client a code verifies, unless it has lapsed or has another address by now.</summary>
    private async ValueTask<Client?> ClientOfAsync(Grant grant, CancellationToken cancellationToken) =>
        await clients.FindAsync(grant.ClientId!, cancellationToken) is { } client
        && !client.HasLapsed(clock.UtcNow)
        && client.Email?.LookupKey == grant.BoundTo
            ? client
            : null;
}
