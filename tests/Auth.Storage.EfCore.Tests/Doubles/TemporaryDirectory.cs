namespace Auth.Storage.Doubles;

/// <summary>A directory for one test, removed with it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("auth-storage-");

    public string File(params string[] path) => Path.Combine([_directory.FullName, .. path]);

    public void Dispose() => _directory.Delete(recursive: true);
}
