namespace Auth.Auditing;

/// <summary>Settings of the audit log.</summary>
public sealed class AuditOptions
{
    /// <summary>How long entries are kept; zero to keep no audit log at all.</summary>
    /// <value>The default is 90 days.</value>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
