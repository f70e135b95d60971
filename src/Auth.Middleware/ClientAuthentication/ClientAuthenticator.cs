using Auth.Credentials;
using Auth.Http;
using Auth.Storage;
using Auth.Time;
using Auth.Usage;
using Microsoft.AspNetCore.Http;

namespace Auth.ClientAuthentication;

/// <summary>Authenticates a client by <c>client_secret_basic</c> or <c>client_secret_post</c> (RFC 6749 section 2.3.1), never by both and never by query.</summary>
internal sealed class ClientAuthenticator(IClientStore clients, AuthClock clock, UsageRecorder usage)
{
    private const int MaxClientIdLength = 100;

    private static readonly ClientAuthenticationOutcome.Refused InvalidClient = new(OAuthErrors.InvalidClient);

    public async ValueTask<ClientAuthenticationOutcome> AuthenticateAsync(
        HttpContext context,
        RequestParameters parameters
    )
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count > 1)
        {
            return Malformed("More than one Authorization header was sent.");
        }

        var clientId = parameters.Text("client_id");
        var secret = parameters.Text("client_secret");
        var authorization = header.Count == 0 ? "" : header[0] ?? "";
        if (BasicCredentials.IsScheme(authorization))
        {
            if (secret is not null)
            {
                return Malformed("The client authenticated in more than one way.");
            }

            if (BasicCredentials.Parse(authorization) is not { } basic)
            {
                return InvalidClient;
            }

            if (clientId is not null && !string.Equals(clientId, basic.ClientId, StringComparison.Ordinal))
            {
                return Malformed("The client_id differs from the one in the Authorization header.");
            }

            (clientId, secret) = basic;
        }

        return await CheckAsync(clientId, secret, context.RequestAborted);
    }

    /// <summary>One path for every reason to refuse: find, hash, compare, and only then decide.</summary>
    private async ValueTask<ClientAuthenticationOutcome> CheckAsync(
        string? clientId,
        string? secret,
        CancellationToken cancellationToken
    )
    {
        if (
            clientId is null
            || secret is null
            || clientId.Length > MaxClientIdLength
            || clientId.Contains('\0', StringComparison.Ordinal)
        )
        {
            return InvalidClient;
        }

        var client = await clients.FindAsync(clientId, cancellationToken);
        var now = clock.UtcNow;
        var match = SecretVerifier.Match(client, secret, now);
        if (client is null || match is null || client.Disabled || client.HasLapsed(now))
        {
            return InvalidClient;
        }

        usage.SecretUsed(client.Id, match.Id, now);
        return new ClientAuthenticationOutcome.Authenticated(client);
    }

    private static ClientAuthenticationOutcome.Refused Malformed(string description) =>
        new(OAuthErrors.InvalidRequest with { Description = description });
}
