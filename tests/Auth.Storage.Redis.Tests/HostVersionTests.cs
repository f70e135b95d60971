using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Auth.Storage.Redis;

/// <summary>The package is built against the oldest version of StackExchange.Redis and runs with the one that the host brings.</summary>
public sealed class HostVersionTests
{
    private const string Client = "StackExchange.Redis";

    public static TheoryData<string> Versions => [.. Metadata("HostRedisVersions").Split(';')];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_member_that_the_package_uses_exists_unchanged_in(string version)
    {
        var used = Used(typeof(RedisConnection).Assembly.Location);
        var offered = Offered(PathOf(version));

        used.Count.ShouldBeGreaterThan(20);
        used.ShouldContain(member => member.Contains("ScriptEvaluateAsync(", StringComparison.Ordinal));
        used.Where(member => !offered.Contains(member)).ShouldBeEmpty();
    }

    [Fact]
    public void A_host_that_compiles_with_a_newer_version_calls_it_by_the_same_name()
    {
        var built = AssemblyName.GetAssemblyName(typeof(StackExchange.Redis.ConnectionMultiplexer).Assembly.Location);
        built.GetPublicKeyToken().ShouldNotBeEmpty();

        foreach (var version in (string[])Metadata("HostRedisVersions").Split(';'))
        {
            var offered = AssemblyName.GetAssemblyName(PathOf(version));
            offered.GetPublicKeyToken().ShouldBe(built.GetPublicKeyToken());
            offered.Version.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(built.Version);
        }
    }

    [Fact]
    public void A_member_that_is_not_there_is_noticed()
    {
        var offered = Offered(PathOf("2.13.23"));

        offered.ShouldContain("String StackExchange.Redis.ConfigurationOptions.get_User()");
        offered.ShouldNotContain("Int64 StackExchange.Redis.ConfigurationOptions.get_User()");
    }

    private static string PathOf(string version) =>
        Path.Combine(Metadata("PackageRoot"), "stackexchange.redis", version, "lib", "net8.0", Client + ".dll");

    private static string Metadata(string key) =>
        typeof(HostVersionTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;

    /// <summary>Types and members of the client that an assembly refers to.</summary>
    private static HashSet<string> Used(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        HashSet<string> used = new(StringComparer.Ordinal);
        foreach (var handle in reader.TypeReferences)
        {
            if (IsOfClient(reader, handle))
            {
                used.Add(Names.Of(reader, handle));
            }
        }

        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (
                member.Parent.Kind == HandleKind.TypeReference
                && IsOfClient(reader, (TypeReferenceHandle)member.Parent)
            )
            {
                var type = Names.Of(reader, (TypeReferenceHandle)member.Parent);
                var name = reader.GetString(member.Name);
                used.Add(
                    member.GetKind() == MemberReferenceKind.Field
                        ? $"{type}.{name}"
                        : Names.Method(type, name, member.DecodeMethodSignature(Names.Instance, null))
                );
            }
        }

        return used;
    }

    /// <summary>Public types and members of the client, those of base interfaces under the name of each type that inherits them.</summary>
    private static HashSet<string> Offered(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        HashSet<string> offered = new(StringComparer.Ordinal);
        foreach (var handle in reader.TypeDefinitions)
        {
            var definition = reader.GetTypeDefinition(handle);
            var type = Names.Of(reader, handle);
            offered.Add(type);
            foreach (var field in definition.GetFields())
            {
                offered.Add($"{type}.{reader.GetString(reader.GetFieldDefinition(field).Name)}");
            }

            foreach (var method in definition.GetMethods().Select(reader.GetMethodDefinition))
            {
                if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public)
                {
                    var signature = method.DecodeSignature(Names.Instance, null);
                    offered.Add(Names.Method(type, reader.GetString(method.Name), signature));
                }
            }
        }

        return offered;
    }

    private static bool IsOfClient(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOfClient(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(
                reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name
            ) == Client,
            _ => false,
        };
    }

    /// <summary>Writes types as text: what two assemblies call by one name and shape is the same to the runtime.</summary>
    private sealed class Names : ISignatureTypeProvider<string, object?>
    {
        public static Names Instance { get; } = new();

        public static string Method(string type, string name, MethodSignature<string> signature) =>
            $"{(signature.Header.IsInstance ? "" : "static ")}{signature.ReturnType} {type}.{name}({string.Join(", ", signature.ParameterTypes)})";

        public static string Of(MetadataReader reader, TypeReferenceHandle handle)
        {
            var type = reader.GetTypeReference(handle);
            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? $"{Of(reader, (TypeReferenceHandle)type.ResolutionScope)}+{reader.GetString(type.Name)}"
                : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        }

        public static string Of(MetadataReader reader, TypeDefinitionHandle handle)
        {
            var type = reader.GetTypeDefinition(handle);
            return type.GetDeclaringType() is { IsNil: false } outer
                ? $"{Of(reader, outer)}+{reader.GetString(type.Name)}"
                : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        }

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            Of(reader, handle);

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            Of(reader, handle);

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPinnedType(string elementType) => elementType;

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
            isRequired ? $"{unmodifiedType} modreq({modifier})" : unmodifiedType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function pointer";

        public string GetTypeFromSpecification(
            MetadataReader reader,
            object? genericContext,
            TypeSpecificationHandle handle,
            byte rawTypeKind
        ) => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }
}
