namespace Auth.CommandLine;

/// <summary>What the process says when it ends; scripts rely on it.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>The host refused, could not be reached, or took only a part.</summary>
    public const int Failed = 1;

    /// <summary>The command line, a file or the environment is wrong; nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The user stopped it (128 and the number of SIGINT).</summary>
    public const int Cancelled = 130;
}
