using System.Reflection;

namespace Auth.Architecture.Tests;

/// <summary>What types look like and what they are called.</summary>
public sealed class TypeTests
{
    private static readonly string[] ForbiddenSuffixes =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Utils",
        "Utilities",
        "Impl",
        "Base",
    ];

    [Fact]
    public void A_class_is_sealed_unless_it_is_made_to_be_derived_from() =>
        Packages
            .AllTypes()
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !MayBeDerived(type))
            .ShouldBeEmpty();

    [Fact]
    public void No_name_says_nothing() =>
        Packages.AllTypes().Where(type => ForbiddenSuffixes.Any(PlainName(type).EndsWith)).ShouldBeEmpty();

    [Fact]
    public void Only_hosted_services_are_called_services() =>
        Packages
            .AllTypes()
            .Where(type => PlainName(type).EndsWith("Service", StringComparison.Ordinal) && !IsHosted(type))
            .ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_the_folder_or_one_above_it_or_that_of_the_framework_that_is_extended()
    {
        var misplaced =
            from package in Packages.Names
            let root = Packages.Project(package).Descendants("RootNamespace").Single().Value
            from file in SourceFiles.Of(package)
            let space = file.Lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            where space is not null
            let name = space["namespace ".Length..].TrimEnd(';')
            let folder = string.Join('.', [root, .. file.Folders])
            where !Encloses(name, folder) || !Encloses(root, name)
            where
                name is not ("Microsoft.Extensions.DependencyInjection" or "Microsoft.EntityFrameworkCore")
                && !name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
            select $"{file.Path}: {name}";

        misplaced.ShouldBeEmpty();

        static bool Encloses(string outer, string inner) =>
            (inner + ".").StartsWith(outer + ".", StringComparison.Ordinal);
    }

    private static bool MayBeDerived(Type type) =>
        typeof(Exception).IsAssignableFrom(type)
        || typeof(Attribute).IsAssignableFrom(type)
        || Ancestors(type).Any(ancestor => ancestor.FullName == "Microsoft.EntityFrameworkCore.DbContext")
        || (type.IsVisible && DeclaresVirtual(type));

    /// <summary>A public class with virtual members of its own is a contract, such as the events of an authentication handler.</summary>
    private static bool DeclaresVirtual(Type type) =>
        type.GetMethods(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
            )
            .Any(method =>
                method is { IsVirtual: true, IsFinal: false }
                && method.GetBaseDefinition() == method
                && !IsGenerated(method)
            );

    private static bool IsGenerated(MethodInfo method) =>
        method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    private static bool IsHosted(Type type) =>
        type.GetInterfaces().Any(contract => contract.FullName == "Microsoft.Extensions.Hosting.IHostedService");

    private static string PlainName(Type type) => type.Name.Split('`')[0];
}
