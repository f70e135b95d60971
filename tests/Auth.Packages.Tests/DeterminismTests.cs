using System.IO.Compression;
using Auth.TestKit;

namespace Auth.Packages.Tests;

/// <summary>Whoever builds a package from the same sources gets the same.</summary>
public sealed class DeterminismTests(PackageFolder folder)
{
    [Fact]
    public async Task The_same_sources_give_the_same_package_wherever_they_lie()
    {
        string[] places = ["one-place", "another-and-longer-place"];
        await PackCopiesAsync(places);

        var (first, second) = (FilesOf(places[0]), FilesOf(places[1]));
        first.Count.ShouldBeGreaterThan(3);
        first.Keys.ShouldBe(second.Keys);
        first
            .Where(file => !file.Value.AsSpan().SequenceEqual(second[file.Key]))
            .Select(file => file.Key)
            .ShouldBeEmpty();
    }

    /// <summary>Copies one project to each place and packs the copies.</summary>
    private async Task PackCopiesAsync(string[] places)
    {
        const string project = "src/Auth.Storage.Abstractions";
        string[] files =
        [
            "Directory.Build.props",
            "Directory.Packages.props",
            ".globalconfig",
            ".editorconfig",
            "BannedSymbols.txt",
            "eng/Package.props",
            "src/Directory.Build.props",
            .. Directory
                .GetFiles(Repository.PathOf(project), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Repository.Root, path)),
        ];
        foreach (var place in places)
        {
            foreach (var file in files)
            {
                var copy = Path.Combine(folder.Work, place, file);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Repository.PathOf(file), copy);
            }
        }

        var copies = places.Select(place =>
            $"""<Folder Name="/{place}/"><Project Path="{place}/{project}/{Path.GetFileName(project)}.csproj" /></Folder>"""
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder.Work, "Copies.slnx"),
            $"<Solution>{string.Concat(copies)}</Solution>"
        );
        await folder.Dotnet.RunAsync(
            folder.Work,
            ["pack", "Copies.slnx", "-v", "q", "-p:RunAnalyzers=false", "--disable-build-servers"]
        );
    }

    /// <summary>The files in the package that was packed in a place, without what the packing itself adds.</summary>
    private SortedDictionary<string, byte[]> FilesOf(string place)
    {
        var output = Path.Combine(folder.Work, place, "artifacts", "package");
        using var package = ZipFile.OpenRead(
            Directory.GetFiles(output, "*.nupkg", SearchOption.AllDirectories).Single()
        );
        return new SortedDictionary<string, byte[]>(
            package
                .Entries.Where(entry =>
                    !entry.FullName.StartsWith("package/", StringComparison.Ordinal)
                    && !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal)
                )
                .ToDictionary(entry => entry.FullName, entry => entry.Read()),
            StringComparer.Ordinal
        );
    }
}
