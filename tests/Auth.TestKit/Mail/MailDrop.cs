namespace Auth.TestKit;

/// <summary>Hands out the messages that arrive in a pickup directory, each once, in the order in which they are first seen.</summary>
public sealed class MailDrop(string directory)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);

    /// <summary>How many messages lie in the directory, taken or not.</summary>
    public int Count => Files().Length;

    /// <summary>Waits for the next message that was not handed out yet.</summary>
    /// <param name="timeout">How long; 10 seconds if none is given.</param>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public Task<EmlMessage> NextAsync(TimeSpan? timeout = null) => NextAsync(static _ => true, timeout);

    /// <summary>Waits for the next message to a recipient; others are left for later calls.</summary>
    /// <param name="recipient">The address, in any case.</param>
    /// <param name="timeout">How long; 10 seconds if none is given.</param>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public Task<EmlMessage> NextToAsync(string recipient, TimeSpan? timeout = null) =>
        NextAsync(mail => mail.To.Contains(recipient, StringComparison.OrdinalIgnoreCase), timeout);

    private async Task<EmlMessage> NextAsync(Func<EmlMessage, bool> wanted, TimeSpan? timeout)
    {
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        using var poll = new PeriodicTimer(PollInterval);
        try
        {
            do
            {
                foreach (var path in Files().Where(path => !_taken.Contains(path) && IsComplete(path)))
                {
                    var mail = await EmlMessage.ReadAsync(path);
                    if (wanted(mail))
                    {
                        _taken.Add(path);
                        return mail;
                    }
                }
            } while (await poll.WaitForNextTickAsync(deadline.Token));
        }
        catch (OperationCanceledException)
        {
            // Falls through to the timeout, which says more.
        }

        throw new TimeoutException(
            $"No such mail arrived in {directory}; {Count} lie there, {_taken.Count} were taken."
        );
    }

    private string[] Files() =>
        Directory.Exists(directory)
            ?
            [
                .. new DirectoryInfo(directory)
                    .GetFiles("*.eml")
                    .OrderBy(file => file.LastWriteTimeUtc)
                    .Select(file => file.FullName),
            ]
            : [];

    /// <summary>SmtpClient writes in place: a file is complete when it ends a line and has not grown since the last look.</summary>
    private bool IsComplete(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = file.Length;
        var known = _lengths.TryGetValue(path, out var before) && before == length;
        _lengths[path] = length;
        if (!known || length < 2)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
