using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Auth.Credentials;

/// <summary>The server key of an embedded store: one file beside the data, made on the first start, readable by its owner only.</summary>
internal static class ServerKeyFile
{
    public static byte[] ReadOrCreate(string path, ILogger logger)
    {
        if (!File.Exists(path))
        {
            Create(path, logger);
        }

        return ServerKeyring.TryDecode(File.ReadAllText(path), out var key)
            ? key
            : throw new AuthConfigurationException(
                $"The server key file {Path.GetFileName(path)} is damaged: restore it from a back-up."
            );
    }

    /// <summary>Writes a finished file under a passing name and moves it into place, so that of two processes both end with one key.</summary>
    private static void Create(string path, ILogger logger)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = $"{path}.{Base62.Random(8)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(ServerKey.MinimumSize)));
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
            Log.ServerKeyCreated(logger, Path.GetFileName(path));
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
