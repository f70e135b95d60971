using System.Globalization;
using System.Reflection;

namespace Auth.Architecture.Tests;

/// <summary>Writes types, parameters and values as C# does, with nullability and without namespaces.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    // NullabilityInfoContext caches and is not safe to share between threads.
    public static string Of(FieldInfo field) => Of(field.FieldType, new NullabilityInfoContext().Create(field));

    public static string Of(PropertyInfo property) =>
        Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(EventInfo occasion) =>
        Of(occasion.EventHandlerType!, new NullabilityInfoContext().Create(occasion));

    public static string Of(ParameterInfo parameter) =>
        Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static string Of(Type type) => Of(type, null);

    /// <summary>A declared type with the types around it and its own type parameters.</summary>
    public static string OfDeclared(Type type)
    {
        var outer = type.DeclaringType is null ? "" : OfDeclared(type.DeclaringType) + ".";
        var own = type.GetGenericArguments()
            .Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0)
            .Select(argument => argument.Name);
        return outer + type.Name.Split('`')[0] + Angles(own);
    }

    public static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method
                .GetParameters()
                .Where(parameter => method.Name != "set_Item" || parameter.Name != "value")
                .Select(Describe)
        );

    public static string Constraints(IEnumerable<Type> arguments) =>
        string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(Constraint));

    public static string Literal(object? value) =>
        value switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Describe(ParameterInfo parameter)
    {
        var prefix = parameter switch
        {
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ when parameter.IsDefined(typeof(System.Runtime.CompilerServices.ParamCollectionAttribute)) => "params ",
            { IsOut: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => "",
        };
        var value = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{prefix}{Of(parameter)} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.RawDefaultValue is null && parameter.ParameterType.IsValueType
            ? "default"
            : Literal(parameter.RawDefaultValue);

    private static string Constraint(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var names = new List<string>();
        if (isStruct)
        {
            names.Add("struct");
        }
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            names.Add("class");
        }

        names.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of));
        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            names.Add("new()");
        }

        return names.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", names)}";
    }

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        var name = Bare(type, nullability);
        var isAnnotated =
            nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable };
        return isAnnotated && !type.IsValueType && !type.IsByRef ? name + "?" : name;
    }

    private static string Bare(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying, null) + "?";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var outer = type.DeclaringType is null ? "" : Bare(type.DeclaringType, null).Split('<')[0] + ".";
        var infos = nullability?.GenericTypeArguments ?? [];
        var arguments = type.GetGenericArguments();
        return outer
            + type.Name.Split('`')[0]
            + Angles(arguments.Select((argument, i) => Of(argument, i < infos.Length ? infos[i] : null)));
    }

    private static string Angles(IEnumerable<string> names) =>
        names.ToArray() is { Length: > 0 } all ? $"<{string.Join(", ", all)}>" : "";
}
