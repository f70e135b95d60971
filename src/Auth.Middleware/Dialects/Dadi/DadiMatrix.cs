using System.Collections.Immutable;
using System.Text.Json;
using Auth.AccessControl;
using Auth.Storage;

namespace Auth.Dialects.Dadi;

/// <summary>Access matrices on the wire: <c>{"read":true,"update":{"filter":{...},"fields":{"title":1}}}</c>.</summary>
internal static class DadiMatrix
{
    private const string Filter = "filter";
    private const string Fields = "fields";

    /// <summary>Reads the rules of a matrix; a rule that is <see langword="null"/> takes access away.</summary>
    /// <param name="json">The matrix.</param>
    /// <param name="prefix">What stands in front of the type in errors, such as <c>access.</c>.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static Dictionary<Access, AccessRule?> Read(JsonElement json, string prefix, List<DadiFieldError> errors)
    {
        var rules = new Dictionary<Access, AccessRule?>();
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(DadiFieldError.InvalidValue(prefix.TrimEnd('.'), "must be an object"));
            return rules;
        }

        foreach (var member in json.EnumerateObject())
        {
            if (AccessTypes.Parse(member.Name) is not { } access)
            {
                errors.Add(new("ERROR_INVALID_ACCESS_TYPE", prefix + member.Name, "is not a valid access type"));
            }
            else if (!TryRule(member.Value, out var rule))
            {
                errors.Add(new("ERROR_INVALID_ACCESS_VALUE", prefix + member.Name, "is not a valid access value"));
            }
            else
            {
                rules[access] = rule;
            }
        }

        return rules;
    }

    /// <summary>Reads an object of resources and their matrices.</summary>
    public static ImmutableArray<ResourceAccess> ReadAll(
        JsonElement json,
        ResourceCatalog catalog,
        List<DadiFieldError> errors
    )
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(DadiFieldError.InvalidValue("resources", "must be an object"));
            return [];
        }

        var resources = ImmutableArray.CreateBuilder<ResourceAccess>();
        foreach (var member in json.EnumerateObject())
        {
            var field = $"resources.{member.Name}";
            if (!catalog.Has(member.Name))
            {
                errors.Add(DadiFieldError.InvalidResource(field));
            }
            else
            {
                resources.Add(new ResourceAccess(member.Name, ToMatrix(Read(member.Value, field + ".", errors))));
            }
        }

        return resources.ToImmutable();
    }

    /// <summary>A new matrix with some rules.</summary>
    public static AccessMatrix ToMatrix(IReadOnlyDictionary<Access, AccessRule?> rules) =>
        rules.Aggregate(AccessMatrix.None, (matrix, rule) => matrix.With(rule.Key, rule.Value));

    /// <summary>Writes an object of resources; each matrix with all seven types.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<ResourceAccess> resources)
    {
        writer.WriteStartObject();
        foreach (var (name, matrix) in resources)
        {
            writer.WriteStartObject(name);
            foreach (var access in AccessTypes.All)
            {
                writer.WritePropertyName(AccessTypes.Names[(int)access]);
                Write(writer, matrix.Rule(access));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, AccessRule? rule)
    {
        if (rule is null or { IsFull: true })
        {
            writer.WriteBooleanValue(rule is not null);
            return;
        }

        writer.WriteStartObject();
        if (rule.Filter is not null)
        {
            writer.WritePropertyName(Filter);
            writer.WriteRawValue(rule.Filter);
        }

        if (rule.Fields is not null)
        {
            writer.WritePropertyName(Fields);
            writer.WriteRawValue(rule.Fields);
        }

        writer.WriteEndObject();
    }

    private static bool TryRule(JsonElement json, out AccessRule? rule)
    {
        rule = null;
        switch (json.ValueKind)
        {
            case JsonValueKind.True:
                rule = AccessRule.Full;
                return true;
            case JsonValueKind.False:
                return true;
            case JsonValueKind.Object:
                var members = json.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
                var filter = members.Remove(Filter, out var documents) ? documents : default;
                var fields = members.Remove(Fields, out var names) ? names : default;
                rule = new AccessRule(Text(filter), Text(fields));
                // An object without limits is more likely a mistake than a wish for everything.
                return members.Count == 0
                    && !rule.IsFull
                    && filter.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined
                    && AreFields(fields);
            default:
                return false;
        }
    }

    /// <summary>Names to 1, or names to 0, never mixed, and at least one.</summary>
    private static bool AreFields(JsonElement fields)
    {
        if (fields.ValueKind == JsonValueKind.Undefined)
        {
            return true;
        }

        var values =
            fields.ValueKind == JsonValueKind.Object
                ? fields.EnumerateObject().Select(field => field.Value.GetRawText()).Distinct().ToList()
                : [];
        return values is ["1"] or ["0"];
    }

    private static string? Text(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? null : JsonSerializer.Serialize(json, DadiJson.Default.JsonElement);
}
