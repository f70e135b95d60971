namespace Auth.Auditing;

/// <summary>The kinds of audit entries: the facts, and what operators do that is no fact about a client.</summary>
internal static class AuditKinds
{
    public const string ClientRegistered = "client_registered";
    public const string ClientVerified = "client_verified";
    public const string ClientChanged = "client_changed";
    public const string ClientRemoved = "client_removed";
    public const string SecretRotated = "secret_rotated";
    public const string SecretEnded = "secret_ended";
    public const string TokenIssued = "token_issued";
    public const string TokensRevoked = "tokens_revoked";
    public const string TierRequested = "tier_requested";
    public const string TierDecided = "tier_decided";
    public const string AuthorizationGranted = "authorization_granted";
    public const string AuthorizationDenied = "authorization_denied";
    public const string AuthorizationRevoked = "authorization_revoked";
    public const string GrantReplayed = "grant_replayed";
    public const string QuotaExceeded = "quota_exceeded";
    public const string AuthenticationFailed = "authentication_failed";
    public const string InitialAccessTokenIssued = "initial_access_token_issued";
    public const string MailRetried = "mail_retried";
    public const string MailDiscarded = "mail_discarded";
    public const string AuditExported = "audit_exported";
    public const string EntriesLost = "entries_lost";

    /// <summary>All kinds, for filters.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ClientRegistered,
        ClientVerified,
        ClientChanged,
        ClientRemoved,
        SecretRotated,
        SecretEnded,
        TokenIssued,
        TokensRevoked,
        TierRequested,
        TierDecided,
        AuthorizationGranted,
        AuthorizationDenied,
        AuthorizationRevoked,
        GrantReplayed,
        QuotaExceeded,
        AuthenticationFailed,
        InitialAccessTokenIssued,
        MailRetried,
        MailDiscarded,
        AuditExported,
        EntriesLost,
    ];
}
