using Auth.TestKit;

namespace Auth.Architecture.Tests;

/// <summary>A source file of a package.</summary>
internal sealed record SourceFile(string Path, string[] Folders, string[] Lines);

/// <summary>The source files below src.</summary>
internal static class SourceFiles
{
    public static IEnumerable<SourceFile> All() => Packages.Names.SelectMany(Of);

    public static IEnumerable<SourceFile> Of(string package)
    {
        var root = Repository.PathOf("src", package);
        return Directory
            .GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path =>
            {
                var parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
                return new SourceFile(
                    Path.GetRelativePath(Repository.Root, path),
                    parts[..^1],
                    File.ReadAllLines(path)
                );
            })
            .Where(file => file.Folders is not ["obj" or "bin", ..]);
    }
}
