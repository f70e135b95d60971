using Auth.Http;
using Microsoft.Extensions.Primitives;

namespace Auth.ClientAuthentication;

/// <summary>What a caller presents to authenticate as a client.</summary>
/// <param name="ClientId">The client it says it is.</param>
/// <param name="Secret">Its secret; <see langword="null"/> when it sent none.</param>
internal sealed record PresentedCredentials(string ClientId, string? Secret)
{
    private const int MaxClientIdLength = 100;

    /// <summary>Reads the credentials of exactly one method. A bearer token beside them is not a method.</summary>
    /// <returns>The credentials; <see langword="null"/> when there are none that could be right; or the error of a malformed request.</returns>
    public static (PresentedCredentials? Credentials, OAuthError? Malformed) Read(
        StringValues authorization,
        RequestParameters parameters
    )
    {
        if (authorization.Count > 1)
        {
            return (null, Invalid("More than one Authorization header was sent."));
        }

        var clientId = parameters.Text("client_id");
        var secret = parameters.Text("client_secret");
        var header = authorization.Count == 0 ? "" : authorization[0] ?? "";
        if (!BasicCredentials.IsScheme(header))
        {
            return (Create(clientId, secret), null);
        }

        if (secret is not null)
        {
            return (null, Invalid("The client authenticated in more than one way."));
        }

        if (BasicCredentials.Parse(header) is not { } basic)
        {
            return (null, null);
        }

        return clientId is not null && clientId != basic.ClientId
            ? (null, Invalid("The client_id differs from the one in the Authorization header."))
            : (Create(basic.ClientId, basic.Secret), null);
    }

    /// <summary>Does not show the secret.</summary>
    public override string ToString() => $"PresentedCredentials {{ ClientId = {ClientId} }}";

    private static PresentedCredentials? Create(string? clientId, string? secret) =>
        clientId is null || clientId.Length > MaxClientIdLength || clientId.Contains('\0', StringComparison.Ordinal)
            ? null
            : new PresentedCredentials(clientId, secret);

    private static OAuthError Invalid(string description) =>
        OAuthErrors.InvalidRequest with
        {
            Description = description,
        };
}
