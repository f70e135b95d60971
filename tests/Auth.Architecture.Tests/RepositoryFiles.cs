using Auth.TestKit;

namespace Auth.Architecture.Tests;

/// <summary>The files of the repository as they lie on disk, without what builds, tools and the try-out host leave behind.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] NotOurs =
    [
        ".git",
        "artifacts",
        "bin",
        "obj",
        "node_modules",
        ".vs",
        ".idea",
        "mail",
    ];

    /// <summary>All text files, with paths relative to the root and slashes on every system.</summary>
    public static IEnumerable<(string Path, string Text)> Texts()
    {
        foreach (var path in Find(new DirectoryInfo(Repository.Root)))
        {
            var text = File.ReadAllText(path);
            if (!text.Contains('\0', StringComparison.Ordinal))
            {
                yield return (Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), text);
            }
        }
    }

    private static IEnumerable<string> Find(DirectoryInfo directory) =>
        directory
            .EnumerateFileSystemInfos()
            .Where(entry => !NotOurs.Contains(entry.Name, StringComparer.Ordinal))
            .Where(entry => !entry.Name.EndsWith(".received.txt", StringComparison.Ordinal))
            .SelectMany(entry => entry is DirectoryInfo child ? Find(child) : [entry.FullName]);
}
