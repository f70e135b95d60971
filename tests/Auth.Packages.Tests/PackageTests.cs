using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Auth.TestKit;

namespace Auth.Packages.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageTests(PackageFolder folder)
{
    [Fact]
    public void Every_package_says_what_it_is_what_it_needs_and_under_which_licence()
    {
        var text = new StringBuilder();
        foreach (var path in Directory.GetFiles(folder.Packages, "*.nupkg").Order(StringComparer.Ordinal))
        {
            using var package = ZipFile.OpenRead(path);
            var metadata = Nuspec(package).Root!.Elements().Single();
            XNamespace space = metadata.Name.Namespace;
            var id = metadata.Element(space + "id")!.Value;
            metadata.Element(space + "license")!.Value.ShouldBe("MIT", id);
            metadata.Element(space + "description")!.Value.Length.ShouldBeGreaterThan(20, id);
            var readme = Read(package.GetEntry(metadata.Element(space + "readme")!.Value).ShouldNotBeNull(id));
            Encoding.UTF8.GetString(readme).ShouldStartWith($"# {id}\n");
            text.Append(id).Append('\n');
            foreach (var dependency in metadata.Descendants(space + "dependency"))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"  {dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}\n"
                );
            }
        }

        Snapshot.ShouldMatch(text.ToString());
    }

    [Fact]
    public void Assemblies_come_with_symbols_and_know_no_path_of_this_machine()
    {
        var machine = Encoding.UTF8.GetBytes(Repository.Root + Path.DirectorySeparatorChar);
        var symbols = Directory.GetFiles(folder.Packages, "*.snupkg");
        symbols.Length.ShouldBe(Directory.GetFiles(folder.Packages, "*.nupkg").Length - 1, "templates have none");

        foreach (var path in symbols.Concat(Directory.GetFiles(folder.Packages, "*.nupkg")))
        {
            using var package = ZipFile.OpenRead(path);
            var ours = package
                .Entries.Where(entry =>
                    Path.GetFileNameWithoutExtension(entry.Name) is var name
                    && (name.StartsWith("Auth.", StringComparison.Ordinal) || name == "auth-admin")
                )
                .Where(entry => Path.GetExtension(entry.Name) is ".dll" or ".pdb" or ".xml")
                .ToList();
            ours.ShouldNotContain(entry =>
                path.EndsWith(".snupkg", StringComparison.Ordinal)
                && !entry.Name.EndsWith(".pdb", StringComparison.Ordinal)
            );
            ours.Where(entry => Read(entry).AsSpan().IndexOf(machine) >= 0)
                .Select(entry => entry.FullName)
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_same_sources_give_the_same_package_wherever_they_lie()
    {
        var first = await PackCopyAsync("first");
        var second = await PackCopyAsync("a-second-place");

        first.Count.ShouldBeGreaterThan(3);
        first.Keys.ShouldBe(second.Keys);
        first
            .Where(file => !file.Value.AsSpan().SequenceEqual(second[file.Key]))
            .Select(file => file.Key)
            .ShouldBeEmpty();
    }

    /// <summary>Packs a copy of one project and returns the files in it, without what the packing itself adds.</summary>
    private async Task<SortedDictionary<string, byte[]>> PackCopyAsync(string name)
    {
        const string project = "src/Auth.Storage.Abstractions";
        var root = Directory.CreateDirectory(Path.Combine(folder.Work, name)).FullName;
        string[] files =
        [
            "Directory.Build.props",
            "Directory.Packages.props",
            ".globalconfig",
            ".editorconfig",
            "BannedSymbols.txt",
            "src/Directory.Build.props",
            .. Directory
                .GetFiles(Repository.PathOf(project), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Repository.Root, path)),
        ];
        foreach (
            var file in files.Where(file =>
                !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            )
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.Copy(Repository.PathOf(file), Path.Combine(root, file));
        }

        await folder.Dotnet.RunAsync(
            root,
            "pack",
            project,
            "-o",
            Path.Combine(root, "out"),
            "-v",
            "q",
            "--disable-build-servers"
        );
        using var package = ZipFile.OpenRead(Directory.GetFiles(Path.Combine(root, "out"), "*.nupkg").Single());
        return new SortedDictionary<string, byte[]>(
            package
                .Entries.Where(entry =>
                    !entry.FullName.StartsWith("package/", StringComparison.Ordinal)
                    && !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal)
                )
                .ToDictionary(entry => entry.FullName, Read),
            StringComparer.Ordinal
        );
    }

    private static XDocument Nuspec(ZipArchive package)
    {
        using var stream = package
            .Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal))
            .Open();
        return XDocument.Load(stream);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
