namespace Auth.CommandLine.Export;

/// <summary>A file that is there whole or not at all, readable by its owner only; or standard output.</summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private readonly string? _path;
    private readonly string? _draft;
    private bool _complete;

    private ExportFile(Stream stream, string? path, string? draft) => (Stream, _path, _draft) = (stream, path, draft);

    public Stream Stream { get; }

    /// <exception cref="AdminException">The file cannot be written.</exception>
    public static ExportFile Create(FileInfo? file)
    {
        if (file is null)
        {
            return new ExportFile(Console.OpenStandardOutput(), path: null, draft: null);
        }

        var draft = file.FullName + ".part";
        try
        {
            File.Delete(draft);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new ExportFile(new FileStream(draft, options), file.FullName, draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AdminException.Usage($"--output cannot be written: {e.Message}");
        }
    }

    /// <summary>All is written.</summary>
    public void Complete() => _complete = true;

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (_draft is null)
        {
            return;
        }

        if (_complete)
        {
            File.Move(_draft, _path!, overwrite: true);
        }
        else
        {
            File.Delete(_draft);
        }
    }
}
