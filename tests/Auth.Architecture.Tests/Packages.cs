using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Auth.TestKit;

namespace Auth.Architecture.Tests;

/// <summary>The packages: every project below src that has an assembly, found anew each time, so that none can be forgotten.</summary>
internal static class Packages
{
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory
            .GetDirectories(Repository.PathOf("src"))
            .Select(path => Path.GetFileName(path)!)
            .Where(name => File.Exists(PathOf(name)) && !IsTemplate(name))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> AsTheoryData() => [.. Names];

    public static Assembly Load(string name) =>
        Assembly.Load(new AssemblyName(Project(name).Descendants("AssemblyName").SingleOrDefault()?.Value ?? name));

    public static XDocument Project(string name) => XDocument.Load(PathOf(name));

    /// <summary>The types that people wrote: nothing from the compiler or a source generator.</summary>
    public static IEnumerable<Type> TypesOf(string name) => Load(name).GetTypes().Where(IsWritten);

    public static IEnumerable<Type> AllTypes() => Names.SelectMany(TypesOf);

    private static string PathOf(string name) => Repository.PathOf("src", name, name + ".csproj");

    /// <summary>A package of templates has no assembly.</summary>
    private static bool IsTemplate(string name) =>
        Project(name).Descendants("PackageType").Any(type => type.Value == "Template");

    private static bool IsWritten(Type type) =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute))
        && type.CustomAttributes.All(attribute =>
            attribute.AttributeType.Name is not ("GeneratedCodeAttribute" or "EmbeddedAttribute")
        )
        && (
            type.Namespace is "Auth"
            || type.Namespace?.StartsWith("Auth.", StringComparison.Ordinal) == true
            || type.IsPublic
        )
        && (type.DeclaringType is null || IsWritten(type.DeclaringType));
}
