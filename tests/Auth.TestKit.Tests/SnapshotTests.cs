namespace Auth.TestKit.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("auth-snapshot-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void The_approved_file_lies_beside_the_test() => Snapshot.ShouldMatch("one\r\ntwo\r\n");

    [Fact]
    public void Cases_of_a_test_have_files_of_their_own() => Snapshot.ShouldMatch("three", "case");

    [Fact]
    public void A_mismatch_names_the_lines_and_leaves_the_received_text()
    {
        if (Environment.GetEnvironmentVariable("AUTH_APPROVE") == "1")
        {
            return;
        }

        var approved = Path.Combine(_directory.FullName, "a.approved.txt");
        var received = Path.Combine(_directory.FullName, "a.received.txt");
        File.WriteAllText(approved, "same\nold\n");

        var error = Should.Throw<SnapshotException>(() => Snapshot.ShouldMatchFile("same\nnew", approved));

        error.Message.ShouldContain("- old\n+ new");
        File.ReadAllText(received).ShouldBe("same\nnew\n");
        File.ReadAllText(approved).ShouldBe("same\nold\n");

        Snapshot.ShouldMatchFile("same\nold", approved);
        File.Exists(received).ShouldBeFalse();
    }

    [Fact]
    public void A_missing_file_is_a_mismatch()
    {
        if (Environment.GetEnvironmentVariable("AUTH_APPROVE") == "1")
        {
            return;
        }

        var approved = Path.Combine(_directory.FullName, "b.txt");

        Should
            .Throw<SnapshotException>(() => Snapshot.ShouldMatchFile("text", approved))
            .Message.ShouldContain("does not exist");
        File.Exists(approved).ShouldBeFalse();
        File.Exists(Path.Combine(_directory.FullName, "b.received.txt")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/_/tests/Auth.TestKit.Tests/SnapshotTests.cs")]
    [InlineData("/elsewhere/copy/tests/Auth.TestKit.Tests/SnapshotTests.cs")]
    [InlineData(@"D:\copy\tests\Auth.TestKit.Tests\SnapshotTests.cs")]
    public void A_source_file_is_found_wherever_it_was_compiled(string recorded) =>
        Repository.Locate(recorded).ShouldBe(Repository.PathOf("tests", "Auth.TestKit.Tests", "SnapshotTests.cs"));
}
