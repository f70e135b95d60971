using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>How rules add up, and what is left where two limits meet.</summary>
public sealed class AccessAlgebraTests
{
    private static readonly AccessRule Full = AccessRule.Full;

    public static TheoryData<AccessRule?, AccessRule?, AccessRule?> Unions =>
        new()
        {
            { null, null, null },
            { null, Full, Full },
            { Full, null, Full },
            { Full, Only("a"), Full },
            { Only("a"), Full, Full },
            { null, Only("a"), Only("a") },
            { Only("a"), Only("b"), new AccessRule(Fields: """{"a":1,"b":1}""") },
            { Except("a", "b"), Except("b", "c"), Except("b") },
            { Except("a"), Except("b"), Full },
            { Only("a"), Except("a", "b"), Except("b") },
            { Except("a"), Only("a"), Full },
            { Where(1), Where(1), Where(1) },
            // Fields that one filter allows must not be shown of documents that only another allows.
            { Where(1), Where(2), Where(1) },
            { Where(1, "a"), Where(2, "b"), Where(1, "a") },
            { Where(1, "a"), Where(1, "b"), new AccessRule("""{"x":1}""", """{"a":1,"b":1}""") },
            { Where(1, "a"), Where(1), Where(1) },
        };

    public static TheoryData<AccessRule?, AccessRule?, AccessRule?> Intersections =>
        new()
        {
            { null, Full, null },
            { Full, null, null },
            { Full, Full, Full },
            { Full, Only("a"), Only("a") },
            { Where(1), Full, Where(1) },
            { Only("a", "b"), Only("b", "c"), Only("b") },
            { Only("a"), Only("b"), null },
            { Only("a", "b"), Except("b"), Only("a") },
            { Except("b"), Only("a", "b"), Only("a") },
            { Only("a"), Except("a"), null },
            { Except("a"), Except("b"), Except("a", "b") },
            { Where(1), Where(1), Where(1) },
            { Where(1), Where(2), new AccessRule("""{"$and":[{"x":1},{"x":2}]}""") },
        };

    [Theory]
    [MemberData(nameof(Unions))]
    public void Sources_add_up(AccessRule? first, AccessRule? second, AccessRule? expected) =>
        AccessAlgebra.Union(Reads(first), Reads(second)).ShouldBe(Reads(expected));

    [Theory]
    [MemberData(nameof(Intersections))]
    public void Limits_meet(AccessRule? first, AccessRule? second, AccessRule? expected) =>
        AccessAlgebra.Intersect(Reads(first), Reads(second)).ShouldBe(Reads(expected));

    [Fact]
    public void Every_type_is_combined_for_itself()
    {
        var one = AccessMatrix.None with { Create = Full, UpdateOwn = Full };
        var other = AccessMatrix.None with { Create = Full, DeleteOwn = Full };

        AccessAlgebra.Union(one, other).ShouldBe(one with { DeleteOwn = Full });
        AccessAlgebra.Intersect(one, other).ShouldBe(AccessMatrix.None with { Create = Full });
        AccessAlgebra.Union(AccessMatrix.None, AccessMatrix.Full).ShouldBe(AccessMatrix.Full);
        AccessAlgebra.Intersect(AccessMatrix.Full, AccessMatrix.Full).ShouldBe(AccessMatrix.Full);
    }

    [Fact]
    public void Ones_own_documents_are_all_documents_with_a_filter()
    {
        var own = new AccessRule("""{"_createdBy":"ada"}""");

        AccessAlgebra
            .ResolveOwn(AccessMatrix.None with { ReadOwn = Full, DeleteOwn = Full, UpdateOwn = Only("a") }, "ada")
            .ShouldBe(
                new AccessMatrix
                {
                    Read = own,
                    ReadOwn = Full,
                    Delete = own,
                    DeleteOwn = Full,
                    Update = own with { Fields = """{"a":1}""" },
                    UpdateOwn = Only("a"),
                }
            );
        AccessAlgebra
            .ResolveOwn(new AccessMatrix { Read = Full, ReadOwn = Full }, "ada")
            .Read.ShouldBe(Full, "all is more than one's own");
    }

    private static AccessMatrix Reads(AccessRule? rule) => new() { Read = rule };

    private static AccessRule Only(params string[] names) => new(Fields: Fields(names, 1));

    private static AccessRule Except(params string[] names) => new(Fields: Fields(names, 0));

    private static AccessRule Where(int x, params string[] only) =>
        new($$"""{"x":{{x}}}""", only.Length == 0 ? null : Fields(only, 1));

    private static string Fields(string[] names, int value) =>
        "{" + string.Join(',', names.Select(name => $"\"{name}\":{value}")) + "}";
}
