namespace Auth.CommandLine;

/// <summary>A command cannot go on; the message is for the user.</summary>
/// <param name="message">What is wrong and, where there is one, the way out.</param>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="status">The HTTP status the host answered with; <see langword="null"/> when it did not answer.</param>
internal sealed class AdminException(string message, int exitCode = ExitCodes.Failed, int? status = null)
    : Exception(message)
{
    public int ExitCode => exitCode;

    public int? Status => status;

    /// <summary>The user's mistake: nothing was sent.</summary>
    public static AdminException Usage(string message) => new(message, ExitCodes.Usage);
}
