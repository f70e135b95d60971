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
            configured.ServerKey is { Length: > 0 } text ? Decode(text) : Unconfigured(store, logger)
        );
        All = [Current, .. configured.PreviousServerKeys.Select(previous => new ServerKey(Decode(previous)))];
    }

    public ServerKey Current { get; }

    /// <summary>All keys, the current one first.</summary>
    public IReadOnlyList<ServerKey> All { get; }

    /// <summary>What is wrong with a setting that <see cref="TryDecode"/> cannot read.</summary>
    public static string Expected(string setting) =>
        $"{setting} must be base64 of at least {ServerKey.MinimumSize} random bytes, such as the output of `openssl rand -base64 32`.";

    /// <summary>Reads a configured key.</summary>
    public static bool TryDecode(string text, out byte[] key)
    {
        key = new byte[text.Length];
        var isBase64 = Convert.TryFromBase64String(text, key, out var length);
        key = key[..length];
        return isBase64 && length >= ServerKey.MinimumSize;
    }

    /// <summary>The options were validated, with the name of the setting, before they come here.</summary>
    private static byte[] Decode(string text) =>
        TryDecode(text, out var key) ? key : throw new AuthConfigurationException(Expected("A server key"));

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
