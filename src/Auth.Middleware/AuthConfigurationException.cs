namespace Auth;

/// <summary>The host is configured in a way that cannot work or is not safe. Thrown at start-up; the message says the key and the fix.</summary>
public sealed class AuthConfigurationException : Exception
{
    /// <summary>Creates the exception with a message for the operator.</summary>
    public AuthConfigurationException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message for the operator and its cause.</summary>
    public AuthConfigurationException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception from all that is wrong at once.</summary>
    /// <param name="problems">One sentence each: the key and the fix.</param>
    public AuthConfigurationException(IReadOnlyCollection<string> problems)
        : base(string.Join(Environment.NewLine, problems)) { }
}
