using System.Text.RegularExpressions;
using Auth.TestKit;

namespace Auth.Architecture.Tests.Attacks;

/// <summary>Every class of attacks has a test or a reason, and the table in the documentation is the one the tests make.</summary>
public sealed partial class AttackTests
{
    [Fact]
    public void Every_class_has_a_test_or_a_reason() =>
        AttackTable
            .Classes.Where(known => known.Reason is null != AttackTable.Tests[known.Number].Any())
            .Select(known => known.Number)
            .ShouldBeEmpty();

    [Fact]
    public void Every_class_that_a_test_names_is_listed_once()
    {
        AttackTable.Classes.Select(known => known.Number).ShouldBeUnique();
        AttackTable
            .Tests.Select(tests => tests.Key)
            .Except(AttackTable.Classes.Select(known => known.Number))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_table_in_the_documentation_is_current() =>
        Snapshot.ShouldBeFile(AttackTable.Document(), Repository.PathOf("docs", "attacks.md"));

    /// <summary>Comparing stops at the first difference, and the time it takes says where.</summary>
    [Fact]
    [Trait("attack", "1")]
    public void No_credential_is_compared_in_a_time_that_tells_its_beginning()
    {
        var found =
            from file in SourceFiles.All()
            from line in file.Lines.Index()
            where Comparison().IsMatch(line.Item)
            select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

        found.ShouldBeEmpty();
        Comparison().IsMatch("if (secret == presented)").ShouldBeTrue();
        Comparison().IsMatch("client.Secret.Equals(presented)").ShouldBeTrue();
        Comparison().IsMatch("string.Equals(verifier, sent, StringComparison.Ordinal)").ShouldBeTrue();
    }

    [GeneratedRegex(
        """\b(secret|password|verifier|signature|mac|tag)\b\s*([!=]=(?!\s*null)|\.(Sequence)?Equals?\(|\.SequenceEqual\()|\bEquals\(\s*\w*\.?(secret|password|verifier|signature|mac|tag)\b""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Comparison();
}
