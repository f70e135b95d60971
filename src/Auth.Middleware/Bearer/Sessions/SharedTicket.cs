using System.Security.Claims;

namespace Auth.Bearer.Sessions;

/// <summary>The principal of a token.</summary>
internal sealed class SharedTicket
{
    private readonly CallingClient _caller;
    private readonly string _scheme;

    public SharedTicket(CallingClient caller, string scheme)
    {
        _caller = caller;
        _scheme = scheme;
        Principal = new SharedPrincipal(new SharedIdentity(Claims(caller), scheme));
    }

    /// <summary>The principal; it refuses to be changed because all requests with the token share it.</summary>
    public ClaimsPrincipal Principal { get; }

    /// <summary>A principal for one request, for hosts that transform claims.</summary>
    public ClaimsPrincipal CreatePrivatePrincipal() =>
        new(new ClaimsIdentity(Claims(_caller), _scheme, AuthClaims.ClientId, ClaimsIdentity.DefaultRoleClaimType));

    private static IEnumerable<Claim> Claims(CallingClient caller) =>
        [
            new Claim(AuthClaims.ClientId, caller.Id),
            new Claim(AuthClaims.ClientName, caller.Name),
            new Claim(AuthClaims.Tier, caller.Tier),
            .. caller.Subject is null ? [] : (Claim[])[new Claim(AuthClaims.Subject, caller.Subject)],
            .. caller.Scopes.Select(scope => new Claim(AuthClaims.Scope, scope)),
        ];

    private static InvalidOperationException IsShared() =>
        new(
            "This principal is shared by all requests with the same token. Register an IClaimsTransformation, or build a new ClaimsPrincipal from it."
        );

    /// <summary>A principal that cannot be changed.</summary>
    private sealed class SharedPrincipal(ClaimsIdentity identity) : ClaimsPrincipal(identity)
    {
        public override void AddIdentity(ClaimsIdentity identity) => throw IsShared();

        public override void AddIdentities(IEnumerable<ClaimsIdentity> identities) => throw IsShared();
    }

    /// <summary>An identity that cannot be changed.</summary>
    private sealed class SharedIdentity(IEnumerable<Claim> claims, string scheme)
        : ClaimsIdentity(claims, scheme, AuthClaims.ClientId, DefaultRoleClaimType)
    {
        public override void AddClaim(Claim claim) => throw IsShared();

        public override void AddClaims(IEnumerable<Claim?> claims) => throw IsShared();

        public override void RemoveClaim(Claim? claim) => throw IsShared();

        public override bool TryRemoveClaim(Claim? claim) => throw IsShared();
    }
}
