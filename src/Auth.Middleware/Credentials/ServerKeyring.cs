using System.Security.Cryptography;
using Auth.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Credentials;

/// <summary>The current server key and those before it, which still check and open what they once made.</summary>
internal sealed class ServerKeyring
{
    public ServerKeyring(
        IOptions<ClientCredentialsAuthOptions> options,
        IStoreLifecycle store,
        ILogger<ServerKeyring> logger
    )
    {
        var configured = options.Value;
        Current = new ServerKey(
            configured.ServerKey is { Length: > 0 } text ? Decode("Auth:ServerKey", text) : Unconfigured(store, logger)
        );
        All =
        [
            Current,
            .. configured.PreviousServerKeys.Select(
                (text, i) => new ServerKey(Decode($"Auth:PreviousServerKeys:{i}", text))
            ),
        ];
    }

    public ServerKey Current { get; }

    /// <summary>All keys, the current one first.</summary>
    public IReadOnlyList<ServerKey> All { get; }

    private static byte[] Decode(string key, string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= ServerKey.MinimumSize
            ? bytes[..length]
            : throw new AuthConfigurationException(
                $"{key} must be base64 of at least {ServerKey.MinimumSize} random bytes, such as the output of `openssl rand -base64 32`."
            );
    }

    /// <summary>A key file beside an embedded store; a passing key where nothing outlives the process; an error where nodes must share one.</summary>
    private static byte[] Unconfigured(IStoreLifecycle store, ILogger logger)
    {
        if (store.DataDirectory is { } directory)
        {
            return ServerKeyFile.ReadOrCreate(Path.Combine(directory, "auth.key"), logger);
        }

        return store.IsDurable
            ? throw new AuthConfigurationException(
                $"Auth:ServerKey is missing. {store.Name} is shared by all nodes, so they must share the key that checks its credentials: "
                    + "set it to the output of `openssl rand -base64 32` on every node."
            )
            : RandomNumberGenerator.GetBytes(ServerKey.MinimumSize);
    }
}
