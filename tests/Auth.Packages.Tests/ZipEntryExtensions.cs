using System.IO.Compression;

namespace Auth.Packages.Tests;

internal static class ZipEntryExtensions
{
    /// <summary>The whole content.</summary>
    public static byte[] Read(this ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
