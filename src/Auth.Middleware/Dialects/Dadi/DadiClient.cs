using Auth.Credentials;
using Auth.Registration;
using Auth.Storage;

namespace Auth.Dialects.Dadi;

/// <summary>Makes clients whose id and secret somebody chose.</summary>
internal static class DadiClient
{
    private const int SecretIdLength = 8;

    public static Client Create(string id, SecretHash secret, ClientAccess access, string tier, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = id,
            NormalizedName = ClientName.Normalize(id),
            Tier = tier,
            Verified = true,
            GrantTypes = ["client_credentials"],
            AuthenticationMethod = "client_secret_post",
            Secrets = [Secret(secret, now)],
            Access = access,
            CreatedAt = now,
        };

    /// <summary>The one secret of such a client; a new one takes the place of the old at once.</summary>
    public static ClientSecret Secret(SecretHash hash, DateTimeOffset now) =>
        new(Base62.Random(SecretIdLength), hash, now, ExpiresAt: null);
}
