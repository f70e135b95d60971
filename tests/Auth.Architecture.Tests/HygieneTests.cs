using System.Text.RegularExpressions;

namespace Auth.Architecture.Tests;

/// <summary>What must not be in a repository that others clone.</summary>
public sealed class HygieneTests
{
    // Character classes such as [/] keep a pattern from finding itself.
    [Theory]
    [InlineData("a path of somebody's machine", @"(?<![\w.\-}~])[/](root|work|tmp|home)[/]\w|[A-Z]:\\+[U]sers\\")]
    [InlineData(
        "a package registry or a mirror of one",
        @"api[.]nuget[.]org|registry[.]npmjs[.]org|pypi[.]org/simple|[a]rtifactory|pkg[.]dev/|[v]erdaccio"
    )]
    [InlineData("unfinished work", @"\b([T]ODO|[F]IXME|[H]ACK)\b")]
    [InlineData("a private key", @"-----[B]EGIN [A-Z ]*PRIVATE KEY-----")]
    [InlineData(
        "an access key",
        @"\b(AKIA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36}|xox[abpr]-[0-9A-Za-z-]{10,}|sk_live_[0-9A-Za-z]{16,})\b"
    )]
    [InlineData("an unresolved merge", @"(?m)^(<{7}|>{7}) ")]
    public void Nothing_holds(string what, string pattern)
    {
        var expression = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

        var found =
            from file in RepositoryFiles.Texts()
            from match in expression.Matches(file.Text)
            let line = file.Text.AsSpan(0, match.Index).Count('\n') + 1
            select $"{file.Path}:{line}: {match.Value}";

        RepositoryFiles.Texts().ShouldContain(file => file.Path == "README.md");
        found.ShouldBeEmpty($"{what} is in the repository");
    }

    [Fact]
    public void Text_files_end_lines_with_LF_and_the_last_one_too()
    {
        // Visual Studio and the SDK write solutions with CRLF and a byte order mark.
        var wrong = RepositoryFiles
            .Texts()
            .Where(file => !file.Path.EndsWith(".sln", StringComparison.Ordinal))
            .Where(file =>
                file.Text.Contains('\r', StringComparison.Ordinal) || (file.Text.Length > 0 && file.Text[^1] != '\n')
            );

        wrong.Select(file => file.Path).ShouldBeEmpty();
    }
}
