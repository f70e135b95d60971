using System.Text.Json;
using System.Text.Json.Nodes;
using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>Combines rules: what one may do by several sources together, and what is left where two limits meet.</summary>
internal static class AccessAlgebra
{
    /// <summary>Access by either of two matrices.</summary>
    public static AccessMatrix Union(AccessMatrix first, AccessMatrix second) => Combine(first, second, Union);

    /// <summary>Access by both of two matrices.</summary>
    public static AccessMatrix Intersect(AccessMatrix first, AccessMatrix second) => Combine(first, second, Intersect);

    /// <summary>Makes access to one's own documents access to all documents with a filter.</summary>
    public static AccessMatrix ResolveOwn(AccessMatrix matrix, string clientId)
    {
        var own = $$"""{"_createdBy":{{JsonSerializer.Serialize(clientId, StringJson.Default.String)}}}""";
        return matrix with
        {
            Delete = Union(matrix.Delete, Limit(matrix.DeleteOwn)),
            Read = Union(matrix.Read, Limit(matrix.ReadOwn)),
            Update = Union(matrix.Update, Limit(matrix.UpdateOwn)),
        };

        AccessRule? Limit(AccessRule? rule) => rule is null ? null : rule with { Filter = Both(rule.Filter, own) };
    }

    /// <summary>Unlimited beats limited beats none. Of two limited rules the first counts, with the fields of both only where the filters agree.</summary>
    private static AccessRule? Union(AccessRule? first, AccessRule? second) =>
        first is null || second is { IsFull: true } ? second
        : second is null || first.IsFull || first.Filter != second.Filter ? first
        : Normal(first.Filter, FieldLimits.Either(first.Fields, second.Fields));

    private static AccessRule? Intersect(AccessRule? first, AccessRule? second)
    {
        if (first is null || second is null)
        {
            return null;
        }

        return FieldLimits.TryBoth(first.Fields, second.Fields, out var fields)
            ? Normal(Both(first.Filter, second.Filter), fields)
            : null;
    }

    /// <summary>A filter for documents that pass both.</summary>
    private static string? Both(string? first, string? second) =>
        first is null || first == second ? second
        : second is null ? first
        : new JsonObject { ["$and"] = new JsonArray(JsonNode.Parse(first), JsonNode.Parse(second)) }.ToJsonString();

    private static AccessRule Normal(string? filter, string? fields) =>
        filter is null && fields is null ? AccessRule.Full : new AccessRule(filter, fields);

    private static AccessMatrix Combine(
        AccessMatrix first,
        AccessMatrix second,
        Func<AccessRule?, AccessRule?, AccessRule?> combine
    ) =>
        AccessTypes.All.Aggregate(
            AccessMatrix.None,
            (matrix, access) => matrix.With(access, combine(first.Rule(access), second.Rule(access)))
        );
}
