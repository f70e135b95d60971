namespace Auth.TestKit;

/// <summary>Where things lie in the working copy that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>The directory of Auth.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below <see cref="Root"/>.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The build output of a project, in the configuration that the tests run in.</summary>
    public static string OutputOf(string project)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return PathOf("artifacts", "bin", project, configuration);
    }

    /// <summary>
    /// The place in this working copy of a source file whose path was recorded when it was compiled: elsewhere, if the output was moved or
    /// the build is deterministic.
    /// </summary>
    public static string Locate(string recordedPath)
    {
        var parts = recordedPath.Split('/', '\\');
        for (var skip = 0; skip < parts.Length; skip++)
        {
            var candidate = Path.Combine([Root, .. parts[skip..]]);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException($"No such source file below {Root}.", recordedPath);
    }

    private static string FindRoot()
    {
        for (
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            directory is not null;
            directory = directory.Parent
        )
        {
            if (File.Exists(Path.Combine(directory.FullName, "Auth.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException("Auth.sln is in no directory above the tests.");
    }
}
