using Auth.TestKit;

namespace Auth.Architecture.Tests;

/// <summary>Every change of what hosts can see is a change of an approved file.</summary>
public sealed class PublicApiTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Auth.Architecture.Tests", "PublicApi");

    public static TheoryData<string> PackageNames => Packages.AsTheoryData();

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void The_public_API_is_the_approved_one(string package) =>
        Snapshot.ShouldMatchFile(ApiText.Of(Packages.Load(package)), Path.Combine(Folder, package + ".txt"));

    [Fact]
    public void No_approved_file_is_left_of_a_package_that_is_gone() =>
        Directory
            .GetFiles(Folder, "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".received", StringComparison.Ordinal))
            .Except(Packages.Names)
            .ShouldBeEmpty();
}
