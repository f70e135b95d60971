namespace Auth.Storage;

/// <summary>The kinds of mail that the middleware sends.</summary>
public static class OutboxKinds
{
    /// <summary>The link that confirms an address.</summary>
    public const string EmailVerification = "email_verification";

    /// <summary>A link that signs a developer in to the portal.</summary>
    public const string PortalLink = "portal_link";

    /// <summary>The answer to a request for a higher tier; <see cref="OutboxMessage.Reference"/> is the request's id.</summary>
    public const string TierDecision = "tier_decision";
}
