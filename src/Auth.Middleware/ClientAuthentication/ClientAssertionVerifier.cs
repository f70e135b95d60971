using System.Text.Json;
using Auth.Discovery;
using Auth.Hosting;
using Auth.Jose;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.ClientAuthentication;

/// <summary>Checks assertions that clients sign with their own key (RFC 7523 section 3).</summary>
internal sealed class ClientAssertionVerifier(
    PublicUrl publicUrl,
    StandardIssuer issuer,
    OneTimeTokens used,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const int MaxIdLength = 256;

    /// <summary>Types that say what the token is for; a token made for another purpose is none of them (RFC 8725 section 3.11).</summary>
    private static readonly string?[] Types = [null, "JWT", "client-authentication+jwt"];

    /// <summary>Whether the client has signed this assertion, for this server, for now, and not used it before.</summary>
    public async ValueTask<bool> IsValidAsync(Client client, CompactJwt assertion, CancellationToken cancellationToken)
    {
        var claims = assertion.Payload;
        if (
            client is not { AuthenticationMethod: ClientAssertion.Method, KeySet: { } registered }
            || claims.Text("iss") != client.Id
            || claims.Text("sub") != client.Id
            || !IsAddressed(claims)
            || !IsTimely(claims)
            || claims.Text("jti") is not { Length: > 0 and <= MaxIdLength } id
            || !await IsSignedAsync(assertion, registered)
        )
        {
            return false;
        }

        var settings = options.CurrentValue.ClientAssertion;
        var memory = settings.MaxLifetime + (2 * settings.ClockSkew);
        return await used.TryTakeAsync("client-assertion", client.Id, id, memory, cancellationToken);
    }

    /// <summary>One audience and no other, so that the same assertion is no good at a second server.</summary>
    private bool IsAddressed(JsonElement claims)
    {
        if (!claims.TryGetProperty("aud", out var audience))
        {
            return false;
        }

        if (audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() == 1)
        {
            audience = audience[0];
        }

        return audience.ValueKind == JsonValueKind.String
            && (audience.ValueEquals(issuer.Value) || audience.ValueEquals(publicUrl.For(StandardRoutes.Token)));
    }

    private bool IsTimely(JsonElement claims)
    {
        var settings = options.CurrentValue.ClientAssertion;
        var now = clock.UtcNow;
        var latestStart = now + settings.ClockSkew;
        return claims.TryTime("exp", out var expires)
            && expires > now - settings.ClockSkew
            && expires <= now + settings.MaxLifetime + settings.ClockSkew
            && claims.TryTime("nbf", out var notBefore)
            && (notBefore is null || notBefore <= latestStart)
            && claims.TryTime("iat", out var issuedAt)
            && (issuedAt is null || issuedAt <= latestStart);
    }

    private static async ValueTask<bool> IsSignedAsync(CompactJwt assertion, string registered)
    {
        if (
            assertion.Algorithm is not { } algorithm
            || !IsTyped(assertion)
            || PublicKeySet.TryParse(registered) is not { } keys
        )
        {
            return false;
        }

        foreach (var key in keys.Candidates(algorithm, assertion.KeyId))
        {
            if (await JwtSignature.IsValidAsync(assertion, key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTyped(CompactJwt assertion) =>
        Types.Contains(assertion.Header.Text("typ"), StringComparer.OrdinalIgnoreCase)
        && (assertion.Header.Text("typ") is not null || !assertion.Header.TryGetProperty("typ", out _));
}
