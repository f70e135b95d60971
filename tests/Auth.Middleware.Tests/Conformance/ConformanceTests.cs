using Auth.TestKit;

namespace Auth.Conformance;

/// <summary>Every line that applies has a test, and the table in the documentation is the one the tests make.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void Every_line_that_applies_has_a_test() =>
        ConformanceTable
            .Lines.Where(line => line.Section is not null && !ConformanceTable.Tests[line.Id].Any())
            .Select(line => line.Id)
            .ShouldBeEmpty();

    [Fact]
    public void Every_line_that_a_test_names_is_listed_as_one_that_applies() =>
        ConformanceTable
            .Traits("line")
            .Except(
                ConformanceTable.Lines.Where(line => line.Section is not null).Select(line => line.Id),
                StringComparer.Ordinal
            )
            .ShouldBeEmpty();

    [Fact]
    public void Every_line_is_listed_once() => ConformanceTable.Lines.Select(line => line.Id).ShouldBeUnique();

    [Fact]
    public void Every_section_is_one_of_an_RFC() =>
        ConformanceTable
            .Traits("rfc")
            .Concat(ConformanceTable.Lines.Select(line => line.Section).OfType<string>())
            .Where(section => !ConformanceTable.Section().IsMatch(section))
            .ShouldBeEmpty();

    [Fact]
    public void The_table_in_the_documentation_is_current() =>
        Snapshot.ShouldBeFile(ConformanceTable.Document(), Repository.PathOf("docs", "conformance.md"));
}
