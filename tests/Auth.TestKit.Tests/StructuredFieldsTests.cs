namespace Auth.TestKit.Tests;

public sealed class StructuredFieldsTests
{
    [Fact]
    public void A_rate_limit_policy_is_read_with_its_parameters()
    {
        var items = StructuredFields.ParseList(
            """
            "burst";q=100;w=60;pk=:AQID:, "daily"; q=1000;qu="requests";x
            """
        );

        items.Select(item => item.Value).ShouldBe(["burst", "daily"]);
        items[0].Number("q").ShouldBe(100);
        items[0].Number("w").ShouldBe(60);
        items[0].Bytes("pk").ShouldBe([1, 2, 3]);
        items[0].Number("absent").ShouldBeNull();
        items[1].Text("qu").ShouldBe("requests");
        items[1].Parameters["x"].ShouldBe(true);
        items[1].Parameters.Keys.ShouldBe(["q", "qu", "x"]);
    }

    [Fact]
    public void Several_lines_are_one_list() =>
        StructuredFields.ParseList("\"a\"", "\"b\";r=0").Select(item => item.Value).ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 0)]
    [InlineData("  \"a\"  ", 1)]
    [InlineData("\"a\"\t ,\t \"b\"", 2)]
    [InlineData("\"\"", 1)]
    public void White_space_is_allowed_where_the_grammar_has_it(string text, int count) =>
        StructuredFields.ParseList(text).Count.ShouldBe(count);

    [Theory]
    [InlineData("\"a\\\"b\\\\c\"", "a\"b\\c")]
    [InlineData("\" ~\"", " ~")]
    public void Strings_are_unescaped(string text, string value) =>
        StructuredFields.ParseList(text)[0].Value.ShouldBe(value);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("007", 7)]
    [InlineData("999999999999999", 999_999_999_999_999)]
    [InlineData("-999999999999999", -999_999_999_999_999)]
    public void Integers_have_up_to_fifteen_digits(string text, long value) =>
        StructuredFields.ParseList($"\"a\";n={text}")[0].Number("n").ShouldBe(value);

    [Theory]
    [InlineData("burst;q=1")]
    [InlineData("\"a")]
    [InlineData("\"a\\\"")]
    [InlineData("\"a\\n\"")]
    [InlineData("\"\u00e9\"")]
    [InlineData("\"a\tb\"")]
    [InlineData("\"a\u007f\"")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("\"a\",")]
    [InlineData("\"a\", ")]
    [InlineData(",\"a\"")]
    [InlineData("\"a\",,\"b\"")]
    [InlineData("\t\"a\"")]
    [InlineData("\"a\" ;q=1")]
    [InlineData("\"a\";")]
    [InlineData("\"a\";;q=1")]
    [InlineData("\"a\";Q=1")]
    [InlineData("\"a\";1q=1")]
    [InlineData("\"a\";q =1")]
    [InlineData("\"a\";q= 1")]
    [InlineData("\"a\";q=")]
    [InlineData("\"a\";q=-")]
    [InlineData("\"a\";q=+1")]
    [InlineData("\"a\";q=1.5")]
    [InlineData("\"a\";q=1000000000000000")]
    [InlineData("\"a\";q=?1")]
    [InlineData("\"a\";q=token")]
    [InlineData("\"a\";q=1;q=2")]
    [InlineData("\"a\";pk=:AQID")]
    [InlineData("\"a\";pk=:AQI:")]
    [InlineData("\"a\";pk=:AR==:x")]
    [InlineData("\"a\";pk=:AR==:")]
    [InlineData("\"a\";pk=:AQ ID:")]
    [InlineData("\"a\";pk=:-_8=:")]
    [InlineData("(\"a\" \"b\")")]
    [InlineData("1")]
    [InlineData("@1659578233")]
    public void Everything_else_is_refused(string text) =>
        Should.Throw<FormatException>(() => StructuredFields.ParseList(text)).Message.ShouldContain(text);
}
