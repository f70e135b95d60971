namespace Auth.Mail;

/// <summary>How mail leaves the host. Ignored when the host registers its own <see cref="IEmailSender"/>.</summary>
public sealed class MailOptions
{
    /// <summary>The sender's address.</summary>
    /// <value>The default is <c>no-reply@localhost</c>.</value>
    public string From { get; set; } = "no-reply@localhost";

    /// <summary>A directory that receives one <c>.eml</c> file per message instead of sending it.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? PickupDirectory { get; set; }

    /// <summary>The mail server; used when its host is set.</summary>
    public SmtpOptions Smtp { get; } = new();

    /// <summary>How many mails one address receives in a day at the most; further ones wait.</summary>
    /// <value>The default is 5.</value>
    public int DailyLimitPerRecipient { get; set; } = 5;

    /// <summary>How many mails leave in an hour at the most; further ones wait.</summary>
    /// <value>The default is 1,000.</value>
    public int HourlyLimit { get; set; } = 1_000;
}

/// <summary>A mail server.</summary>
public sealed class SmtpOptions
{
    /// <summary>The server's name.</summary>
    public string? Host { get; set; }

    /// <summary>The server's port.</summary>
    /// <value>The default is 587.</value>
    public int Port { get; set; } = 587;

    /// <summary>The user to sign in as, or <see langword="null"/>.</summary>
    public string? User { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }

    /// <summary>Whether the connection must be encrypted (STARTTLS).</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Tls { get; set; } = true;
}
