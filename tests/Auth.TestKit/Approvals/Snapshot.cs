using System.Runtime.CompilerServices;

namespace Auth.TestKit;

/// <summary>Compares text with an approved file in the repository.</summary>
/// <remarks>
/// On a mismatch the text lies beside the approved file as <c>*.received.txt</c>, to be reviewed and renamed, or written by running the
/// tests again with AUTH_APPROVE=1. With CI=true nothing is ever approved.
/// </remarks>
public static class Snapshot
{
    /// <summary>Compares with <c>TestClass.Test.approved.txt</c> beside the test's source file, which is named after its class.</summary>
    /// <param name="received">The text.</param>
    /// <param name="scenario">Tells the cases of one test apart; becomes a part of the file name.</param>
    /// <param name="test">Filled in by the compiler.</param>
    /// <param name="source">Filled in by the compiler.</param>
    /// <exception cref="SnapshotException">The text is not the approved one.</exception>
    public static void ShouldMatch(
        string received,
        string? scenario = null,
        [CallerMemberName] string test = "",
        [CallerFilePath] string source = ""
    )
    {
        var file = Repository.Locate(source);
        var name =
            $"{Path.GetFileNameWithoutExtension(file)}.{test}{(scenario is null ? "" : "." + scenario)}.approved.txt";
        ShouldMatchFile(received, Path.Combine(Path.GetDirectoryName(file)!, name));
    }

    /// <summary>Compares with a document of the repository, which approving writes anew.</summary>
    /// <exception cref="SnapshotException">The text is not the document's.</exception>
    public static void ShouldBeFile(string text, string path)
    {
        if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text)
        {
            return;
        }

        if (!IsApproving)
        {
            throw new SnapshotException(
                $"{Path.GetRelativePath(Repository.Root, path)} is not current. Run the tests with AUTH_APPROVE=1 to write it anew."
            );
        }

        File.WriteAllText(path, text);
    }

    /// <summary>Compares with a file of any name that ends in <c>.txt</c>.</summary>
    /// <exception cref="SnapshotException">The text is not the approved one.</exception>
    public static void ShouldMatchFile(string received, string approvedPath)
    {
        var receivedPath =
            approvedPath.Replace(".approved.txt", ".txt", StringComparison.Ordinal)[..^".txt".Length] + ".received.txt";
        var text = received.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : null;
        if (approved == text)
        {
            File.Delete(receivedPath);
            return;
        }

        if (IsApproving)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(approvedPath)!);
            File.WriteAllText(approvedPath, text);
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(receivedPath)!);
        File.WriteAllText(receivedPath, text);
        throw new SnapshotException(Describe(approvedPath, approved, text));
    }

    private static bool IsApproving =>
        Environment.GetEnvironmentVariable("AUTH_APPROVE") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    private static string Describe(string path, string? approved, string received)
    {
        var name = Path.GetRelativePath(Repository.Root, path);
        if (approved is null)
        {
            return $"{name} does not exist. Received:\n{received}";
        }

        var was = approved.Split('\n');
        var now = received.Split('\n');
        var gone = was.Except(now, StringComparer.Ordinal).Select(line => "- " + line);
        var added = now.Except(was, StringComparer.Ordinal).Select(line => "+ " + line);
        var changes = gone.Concat(added).DefaultIfEmpty("(the same lines in another order or number)");
        return $"{name} is not what was received:\n{string.Join('\n', changes)}";
    }
}
