using System.Reflection;
using System.Runtime.CompilerServices;

namespace Auth.Architecture.Tests;

/// <summary>Writes the public API of an assembly, one line a type or member, sorted.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var lines = assembly
            .GetExportedTypes()
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(Lines);
        return string.Join('\n', lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Lines(Type type)
    {
        var name = $"{type.Namespace}.{ApiNames.OfDeclared(type)}";
        yield return $"{name} ({Kind(type)}{Ancestry(type)}){ApiNames.Constraints(type.GetGenericArguments())}";
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            yield break;
        }

        foreach (var member in type.GetMembers(Declared).Where(member => !IsGenerated(member)))
        {
            if (Describe(member) is { } description)
            {
                yield return $"{name}.{description}";
            }
        }
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsEnum)
        {
            return type.IsDefined(typeof(FlagsAttribute)) ? "flags enum" : "enum";
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return "delegate " + Describe(type.GetMethod("Invoke")!);
        }

        var record =
            type.GetMethod("PrintMembers", Declared)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true
                ? "record "
                : "";
        if (type.IsValueType)
        {
            return (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")
                + (type.IsByRefLike ? "ref " : "")
                + record
                + "struct";
        }

        var modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
        return modifier + record + "class";
    }

    private static string Ancestry(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var contracts =
            type.IsEnum || type.IsSubclassOf(typeof(Delegate)) ? [] : type.GetInterfaces().Except(inherited);
        var names = contracts.Where(contract => contract.IsVisible).Select(ApiNames.Of).Order(StringComparer.Ordinal);
        var plain =
            type.BaseType is null
            || type.IsValueType
            || type.BaseType == typeof(object)
            || type.IsSubclassOf(typeof(Delegate));
        var all = string.Join(", ", plain ? names : names.Prepend(ApiNames.Of(type.BaseType!)));
        return all.Length == 0 ? "" : " : " + all;
    }

    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || (member is not PropertyInfo && member.IsDefined(typeof(CompilerGeneratedAttribute)))
        || (
            member is PropertyInfo { GetMethod: { } getter, Name: "EqualityContract" }
            && getter.IsDefined(typeof(CompilerGeneratedAttribute))
        );

    private static string? Describe(MemberInfo member) =>
        member switch
        {
            FieldInfo { IsSpecialName: false } field when IsVisible(field) => Describe(field),
            PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) => Describe(property),
            EventInfo { AddMethod: { } add } occasion when IsVisible(add) =>
                $"{occasion.Name} : {Modifiers(add)}event {ApiNames.Of(occasion)}",
            ConstructorInfo constructor when IsVisible(constructor) =>
                $".ctor({ApiNames.Parameters(constructor)}){(constructor.IsPublic ? "" : " : protected")}",
            MethodInfo method when IsVisible(method) && !IsAccessor(method) => Describe(method),
            _ => null,
        };

    private static string Describe(FieldInfo field)
    {
        var kind = field switch
        {
            { IsLiteral: true } => "const ",
            { IsStatic: true, IsInitOnly: true } => "static readonly ",
            { IsStatic: true } => "static ",
            _ => "",
        };
        var value = field.IsLiteral ? " = " + ApiNames.Literal(field.GetRawConstantValue()) : "";
        return $"{field.Name} : {(field.IsFamily || field.IsFamilyOrAssembly ? "protected " : "")}{kind}{ApiNames.Of(field)}{value}";
    }

    private static string Describe(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
        var verbs = accessors.Select(accessor => Verb(accessor, accessors[0]));
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters() is { Length: > 0 } ? $"[{ApiNames.Parameters(accessors[0])}]" : "";
        return $"{property.Name}{index} : {Modifiers(accessors[0])}{required}{ApiNames.Of(property)} {{ {string.Join("; ", verbs)} }}";
    }

    private static string Verb(MethodInfo accessor, MethodInfo first)
    {
        var access = first.IsPublic && !accessor.IsPublic ? "protected " : "";
        return access
            + (
                accessor.ReturnType != typeof(void) ? "get"
                : IsInit(accessor) ? "init"
                : "set"
            );
    }

    private static string Describe(MethodInfo method)
    {
        var arguments = method.GetGenericArguments();
        var generic =
            arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(argument => argument.Name))}>";
        var extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var result = ApiNames.Of(method.ReturnParameter);
        return $"{method.Name}{generic}({extends}{ApiNames.Parameters(method)}) : {Modifiers(method)}{result}{ApiNames.Constraints(arguments)}";
    }

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "";
        if (method.IsStatic)
        {
            return access + (method.IsAbstract ? "static abstract " : "static ");
        }

        if (method.DeclaringType!.IsInterface)
        {
            return method.IsAbstract ? "" : "default ";
        }

        return access
            + method switch
            {
                MethodInfo { IsAbstract: true } => "abstract ",
                MethodInfo { IsVirtual: true } info when info.GetBaseDefinition() != info => info.IsFinal
                    ? "sealed override "
                    : "override ",
                MethodInfo { IsVirtual: true, IsFinal: false } => "virtual ",
                _ => "",
            };
    }

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;
}
