using System.IO.Enumeration;
using Auth.TestKit;

namespace Auth.Architecture.Tests;

/// <summary>The files of the repository as they lie on disk, without what .gitignore names.</summary>
/// <remarks>Git is not asked: it may be missing, and it refuses to read a clone that another user made.</remarks>
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
            .Where(entry =>
                !NotOurs.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, entry.Name, ignoreCase: false))
            )
            .SelectMany(entry => entry is DirectoryInfo child ? Find(child) : [entry.FullName]);
}
