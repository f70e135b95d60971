namespace Auth.Registration;

/// <summary>Settings of registration.</summary>
public sealed class RegistrationOptions
{
    /// <summary>Who may register at <c>/oauth2/register</c>. Dialects have their own registration.</summary>
    /// <value>The default is <see cref="RegistrationMode.Auto"/>.</value>
    public RegistrationMode Mode { get; set; }

    /// <summary>How long a registration waits for its verification before it lapses and its name is free again.</summary>
    /// <value>The default is 7 days.</value>
    public TimeSpan UnverifiedLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The tier of a new client.</summary>
    /// <value>The default is <c>standard</c>.</value>
    public string Tier { get; set; } = "standard";
}
