using System.Xml.Linq;

namespace Auth.Architecture.Tests;

/// <summary>Who may know whom: Abstractions &lt;- { Middleware, EfCore, Redis }, EfCore &lt;- { Sqlite, PostgreSql }; the command line knows the wire only.</summary>
public sealed class LayeringTests
{
    private const string Abstractions = "Auth.Storage.Abstractions";
    private const string EfCore = "Auth.Storage.EfCore";

    public static TheoryData<string> PackageNames => Packages.AsTheoryData();

    [Fact]
    public void Abstractions_reference_only_the_base_class_library()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        References(Abstractions).Where(name => !File.Exists(Path.Combine(framework, name + ".dll"))).ShouldBeEmpty();
        Packages.Project(Abstractions).Descendants().Where(IsReference).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void A_package_knows_of_the_others_only_what_it_builds_on(string package)
    {
        string[] allowed = package switch
        {
            Abstractions or "Auth.CommandLine" => [],
            "Auth.Storage.Sqlite" or "Auth.Storage.PostgreSql" => [Abstractions, EfCore],
            _ => [Abstractions],
        };

        References(package)
            .Where(name => name.StartsWith("Auth.", StringComparison.Ordinal))
            .Except(allowed)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Storage_never_sees_HTTP_and_the_middleware_never_sees_a_database(string package)
    {
        string[] forbidden = package.StartsWith("Auth.Storage.", StringComparison.Ordinal)
            ? ["Microsoft.AspNetCore."]
            : ["Microsoft.EntityFrameworkCore", "Microsoft.Data.", "Npgsql", "SQLitePCLRaw", "StackExchange."];

        References(package).Where(name => forbidden.Any(name.StartsWith)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void No_package_references_the_sample(string package) => References(package).ShouldNotContain("HostApp");

    /// <summary>What the assembly uses and what its project declares: the one is no subset of the other.</summary>
    private static IEnumerable<string> References(string package) =>
        Packages
            .Load(package)
            .GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Concat(Packages.Project(package).Descendants().Where(IsReference).Select(Name))
            .Distinct(StringComparer.Ordinal);

    private static bool IsReference(XElement element) =>
        element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference";

    private static string Name(XElement reference)
    {
        var include = reference.Attribute("Include")!.Value;
        return reference.Name.LocalName == "ProjectReference"
            ? Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))
            : include;
    }
}
