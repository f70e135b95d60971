using System.Text.RegularExpressions;
using System.Xml.Linq;
using Auth.TestKit;

namespace Auth.Architecture.Tests;

/// <summary>Versions stand in one place, and everything is built.</summary>
public sealed partial class ProjectTests
{
    /// <summary>The projects of templates become somebody else's: they stand on their own.</summary>
    private const string Templates = "src/Auth.Templates/templates/";

    private static readonly IReadOnlyList<(string Path, string Text)> All = [.. RepositoryFiles.Texts()];

    private static readonly IReadOnlyList<(string Path, string Text)> Files =
    [
        .. All.Where(file => !file.Path.StartsWith(Templates, StringComparison.Ordinal)),
    ];

    private static IEnumerable<string> Projects => Files.Select(file => file.Path).Where(IsProject);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.PathOf("Auth.sln")).Replace('\\', '/');

        Projects.ShouldContain("src/Auth.Middleware/Auth.Middleware.csproj");
        Projects.Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Projects_name_packages_without_versions()
    {
        var versioned =
            from file in Files
            where IsProject(file.Path) || file.Path.EndsWith("Directory.Build.props", StringComparison.Ordinal)
            from reference in XDocument.Parse(file.Text).Descendants("PackageReference")
            where
                reference.Attribute("Version") is not null
                || reference.Attribute("VersionOverride") is not null
                || reference.HasElements
            select $"{file.Path}: {reference}";

        versioned.ShouldBeEmpty();
    }

    [Fact]
    public void Templates_name_the_versions_that_are_built_and_tested_here()
    {
        var known = XDocument
            .Load(Repository.PathOf("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToDictionary(
                version => version.Attribute("Include")!.Value,
                version => version.Attribute("Version")!.Value
            );
        var own = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;
        var references = All.Where(file =>
                file.Path.StartsWith(Templates, StringComparison.Ordinal) && IsProject(file.Path)
            )
            .SelectMany(file => XDocument.Parse(file.Text).Descendants("PackageReference"))
            .Select(reference => (Name: reference.Attribute("Include")!.Value, reference.Attribute("Version")!.Value))
            .ToList();

        references.Count.ShouldBeGreaterThan(5);
        references
            .Where(reference =>
                reference.Value
                != known.GetValueOrDefault(reference.Name, Packages.Names.Contains(reference.Name) ? own : "")
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Central_versions_are_exact_or_a_closed_range()
    {
        var versions = XDocument
            .Load(Repository.PathOf("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToList();

        versions.ShouldNotBeEmpty();
        versions.Where(version => !FixedVersion().IsMatch(version.Attribute("Version")!.Value)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_in_globalconfig_stands_below_its_reason()
    {
        var lines = File.ReadAllLines(Repository.PathOf(".globalconfig"));
        var withoutReason = lines
            .Select((line, index) => (Line: line, Before: index == 0 ? "" : lines[index - 1]))
            .Where(pair => IsRule(pair.Line) && !pair.Before.StartsWith('#') && !IsRule(pair.Before))
            .Select(pair => pair.Line);

        withoutReason.ShouldBeEmpty();

        static bool IsRule(string line) => line.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal);
    }

    private static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.Ordinal);

    // 1.2.3, 1.2.3-rc.1 or [2.7.27, 4.0.0): a range restores to its lower end.
    [GeneratedRegex(
        @"^(\d+\.\d+\.\d+(-[\w.]+)?|\[\d+\.\d+\.\d+, ?\d+\.\d+\.\d+[)\]])$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex FixedVersion();
}
