using System.Globalization;
using System.IO.Compression;
using System.Reflection.Metadata;
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
            var readme = package.GetEntry(metadata.Element(space + "readme")!.Value).ShouldNotBeNull(id).Read();
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
        foreach (var path in Directory.GetFiles(folder.Packages, "*.nupkg"))
        {
            using var package = ZipFile.OpenRead(path);
            var assemblies = package.Entries.Where(entry => IsOurs(entry, ".dll")).ToList();
            var symbolsPath = Path.ChangeExtension(path, ".snupkg");
            if (Path.GetFileName(path).StartsWith("Auth.Templates.", StringComparison.Ordinal))
            {
                assemblies.ShouldBeEmpty();
                File.Exists(symbolsPath).ShouldBeFalse();
                continue;
            }

            using var symbols = ZipFile.OpenRead(symbolsPath);
            var debugging = symbols.Entries.Where(entry => IsOurs(entry, ".pdb")).ToList();
            assemblies.ShouldHaveSingleItem(path);
            debugging.ShouldHaveSingleItem(symbolsPath);
            assemblies[0].Read().AsSpan().IndexOf(machine).ShouldBe(-1, path);
            debugging[0].Read().AsSpan().IndexOf(machine).ShouldBe(-1, symbolsPath);
            SourceFilesOf(debugging[0])
                .Where(file => !file.StartsWith("/_", StringComparison.Ordinal))
                .ShouldBeEmpty(symbolsPath);
        }
    }

    private static bool IsOurs(ZipArchiveEntry entry, string extension) =>
        Path.GetExtension(entry.Name) == extension
        && (entry.Name.StartsWith("Auth.", StringComparison.Ordinal) || entry.Name == "auth-admin" + extension);

    /// <summary>The names of the files that an assembly was compiled from, as debuggers see them.</summary>
    private static List<string> SourceFilesOf(ZipArchiveEntry symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbImage([.. symbols.Read()]);
        var reader = provider.GetMetadataReader();
        reader.Documents.Count.ShouldBeGreaterThan(0);
        return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    }

    private static XDocument Nuspec(ZipArchive package)
    {
        using var stream = package
            .Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal))
            .Open();
        return XDocument.Load(stream);
    }
}
