namespace Auth.Registration;

/// <summary>Settings of registration.</summary>
public sealed class RegistrationOptions
{
    /// <summary>How long a registration waits for its verification before it lapses and its name is free again.</summary>
    /// <value>The default is 7 days.</value>
    public TimeSpan UnverifiedLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The tier of a new client.</summary>
    /// <value>The default is <c>standard</c>.</value>
    public string Tier { get; set; } = "standard";
}
