using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Auth.Bearer.Sessions;

/// <summary>The principal of a token and the finished authentication result around it.</summary>
internal sealed class SharedTicket
{
    private readonly CallingClient _caller;
    private readonly string _scheme;

    public SharedTicket(CallingClient caller, string scheme)
    {
        _caller = caller;
        _scheme = scheme;
        Principal = new ClaimsPrincipal(new SharedIdentity(Claims(caller), scheme));
        Result = Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(Principal, scheme)));
    }

    /// <summary>The principal; it refuses to be changed because all requests with the token share it.</summary>
    public ClaimsPrincipal Principal { get; }

    /// <summary>The result of authenticating with the token.</summary>
    public Task<AuthenticateResult> Result { get; }

    /// <summary>A principal for one request, for hosts that transform claims.</summary>
    public ClaimsPrincipal CreatePrivatePrincipal() =>
        new(new ClaimsIdentity(Claims(_caller), _scheme, AuthClaims.ClientId, ClaimsIdentity.DefaultRoleClaimType));

    private static IEnumerable<Claim> Claims(CallingClient caller) =>
        [
            new Claim(AuthClaims.ClientId, caller.Id),
            new Claim(AuthClaims.ClientName, caller.Name),
            new Claim(AuthClaims.Tier, caller.Tier),
            .. caller.Scopes.Select(scope => new Claim(AuthClaims.Scope, scope)),
        ];

    /// <summary>An identity that cannot be changed.</summary>
    private sealed class SharedIdentity(IEnumerable<Claim> claims, string scheme)
        : ClaimsIdentity(claims, scheme, AuthClaims.ClientId, DefaultRoleClaimType)
    {
        private const string Message =
            "This identity is shared by all requests with the same token. Register an IClaimsTransformation, or build a new ClaimsIdentity from it.";

        public override void AddClaim(Claim claim) => throw new InvalidOperationException(Message);

        public override void AddClaims(IEnumerable<Claim?> claims) => throw new InvalidOperationException(Message);

        public override void RemoveClaim(Claim? claim) => throw new InvalidOperationException(Message);

        public override bool TryRemoveClaim(Claim? claim) => throw new InvalidOperationException(Message);
    }
}
