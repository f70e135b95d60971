using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Auth.Credentials;

/// <summary>The server key of an embedded store: one file beside the data, made on the first start, readable by its owner only.</summary>
internal static partial class ServerKeyFile
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

    /// <summary>Writes a finished file under a passing name and gives it the real one if that is free, so that of two processes both end with one key.</summary>
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
            if (OperatingSystem.IsWindows() || Link(draft, path) != 0)
            {
                File.Move(draft, path, overwrite: false);
            }

            Log.ServerKeyCreated(logger, Path.GetFileName(path));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its key counts.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Gives a file a second name, unless that is taken: at once and for all processes, where the framework's move looks first and moves then.</summary>
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);
}
