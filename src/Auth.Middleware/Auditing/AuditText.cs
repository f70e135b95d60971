using System.Globalization;
using Auth.Credentials;
using Auth.Storage;

namespace Auth.Auditing;

/// <summary>Words facts as entries of the audit log.</summary>
internal static class AuditText
{
    private const int MaxDetail = 500;
    private const int IdLength = 22;

    /// <summary>The entry of a fact.</summary>
    /// <returns><see langword="null"/> for a fact that the log does not know.</returns>
    public static AuditEntry? Of(AuthEvent fact)
    {
        (string Kind, string? Detail)? words = fact switch
        {
            ClientRegistered e => (AuditKinds.ClientRegistered, $"tier={e.Tier}"),
            ClientVerified => (AuditKinds.ClientVerified, null),
            ClientChanged e => (AuditKinds.ClientChanged, Join(e.Changes.IsEmpty ? e.Fields : e.Changes)),
            ClientRemoved => (AuditKinds.ClientRemoved, null),
            SecretRotated e => (AuditKinds.SecretRotated, $"secret={e.SecretId}"),
            SecretEnded e => (AuditKinds.SecretEnded, $"secret={e.SecretId}"),
            TokenIssued e => (AuditKinds.TokenIssued, $"scope={Join(e.Scopes)}{User(e.Subject)}"),
            TokensRevoked e => (AuditKinds.TokensRevoked, Tokens(e.Count)),
            TierRequested e => (AuditKinds.TierRequested, $"tier={e.Tier}"),
            TierDecided e => (AuditKinds.TierDecided, $"tier={e.Tier} {(e.Approved ? "approved" : "declined")}"),
            AuthorizationGranted e => (AuditKinds.AuthorizationGranted, $"scope={Join(e.Scopes)}{User(e.Subject)}"),
            AuthorizationDenied e => (AuditKinds.AuthorizationDenied, User(e.Subject).TrimStart()),
            AuthorizationRevoked e => (AuditKinds.AuthorizationRevoked, $"{Tokens(e.Count)}{User(e.Subject)}"),
            GrantReplayed e => (AuditKinds.GrantReplayed, $"{e.Kind} {Tokens(e.Count)}"),
            QuotaExceeded e => (AuditKinds.QuotaExceeded, $"policy={e.Policy}"),
            ClientAuthenticationFailed e => (AuditKinds.AuthenticationFailed, $"network={e.Network}"),
            _ => null,
        };
        return words is var (kind, detail) ? Entry(fact.At, kind, fact.ClientId, fact.Operator, detail) : null;
    }

    /// <summary>A new entry.</summary>
    public static AuditEntry Entry(
        DateTimeOffset at,
        string kind,
        string? clientId,
        string? actor,
        string? detail,
        long count = 1
    ) =>
        new(
            Base62.Random(IdLength),
            at,
            kind,
            clientId,
            actor,
            detail?.Length > MaxDetail ? detail[..MaxDetail] : detail,
            count
        );

    private static string Join(IEnumerable<string> words) => string.Join(' ', words);

    private static string Tokens(int count) => string.Create(CultureInfo.InvariantCulture, $"tokens={count}");

    private static string User(string? subject) => subject is null ? "" : $" user={subject}";
}
