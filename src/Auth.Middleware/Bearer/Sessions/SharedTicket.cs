using System.Security.Claims;

namespace Auth.Bearer.Sessions;

/// <summary>The principal of a token.</summary>
internal sealed class SharedTicket
{
    private readonly CallingClient _caller;
    private readonly string _scheme;
    private readonly IReadOnlyList<Claim> _added;

    /// <param name="caller">The client.</param>
    /// <param name="scheme">The authentication scheme.</param>
    /// <param name="added">What the host adds to the client's own claims.</param>
    public SharedTicket(CallingClient caller, string scheme, IReadOnlyList<Claim> added)
    {
        _caller = caller;
        _scheme = scheme;
        _added = added;
        Principal = new SharedPrincipal(new SharedIdentity(Claims(), scheme));
    }

    /// <summary>The principal; it refuses to be changed because all requests with the token share it.</summary>
    public ClaimsPrincipal Principal { get; }

    /// <summary>A principal for one request, for hosts that transform claims.</summary>
    public ClaimsPrincipal CreatePrivatePrincipal() =>
        new(new ClaimsIdentity(Claims(), _scheme, AuthClaims.ClientId, ClaimsIdentity.DefaultRoleClaimType));

    private IEnumerable<Claim> Claims() =>
        [
            new Claim(AuthClaims.ClientId, _caller.Id),
            new Claim(AuthClaims.ClientName, _caller.Name),
            new Claim(AuthClaims.Tier, _caller.Tier),
            .. _caller.Scopes.Select(scope => new Claim(AuthClaims.Scope, scope)),
            .. _added.Select(claim => claim.Clone()),
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
