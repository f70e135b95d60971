using System.Collections.Immutable;
using Auth.Bearer;
using Auth.RateLimiting;
using Auth.Resources;
using Auth.Token;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>What the middleware does for one endpoint, gathered once from its metadata.</summary>
internal sealed class EndpointRules
{
    private readonly ScopeStrategy? _scopeStrategy;

    /// <summary>The rules of a request that matched no endpoint: it is authenticated, and limited by nothing.</summary>
    public EndpointRules(WireFormat wire, AuthorizationNeed authorization)
    {
        Wire = wire;
        Authorization = authorization;
    }

    public EndpointRules(
        Endpoint endpoint,
        WireFormat wire,
        AuthorizationNeed authorization,
        ScopeStrategy scopeStrategy
    )
        : this(wire, authorization)
    {
        Endpoint = endpoint;
        _scopeStrategy = scopeStrategy;
        var metadata = endpoint.Metadata;
        var policy = metadata.GetMetadata<RateLimitPolicyAttribute>();
        var scopes = metadata.GetOrderedMetadata<RequireScopeAttribute>();
        IsLimited = metadata.GetMetadata<DisableRateLimitAttribute>() is null;
        Policy = policy?.Policy;
        ByAddress = policy?.ByAddress ?? false;
        Cost = metadata.GetMetadata<RateLimitCostAttribute>()?.Cost ?? 1;
        ReadsBearer = metadata.GetMetadata<NoBearerMetadata>() is null;
        Resource = metadata.GetMetadata<ResourceAttribute>()?.Normalized;
        RequiresToken = scopes.Count > 0;
        Cors = metadata.GetMetadata<CorsRule>();
        TokenParameters = metadata.GetMetadata<TokenParameters>();
        Scopes = [.. scopes.SelectMany(attribute => attribute.Scopes).Distinct(StringComparer.Ordinal)];
        Scope = string.Join(' ', Scopes);
    }

    /// <summary>The endpoint; <see langword="null"/> when none matched.</summary>
    public Endpoint? Endpoint { get; }

    /// <summary>Words the refusals.</summary>
    public WireFormat Wire { get; }

    /// <summary>What the framework's authorization asks of requests.</summary>
    public AuthorizationNeed Authorization { get; }

    /// <summary>The legacy headers of the latest answer.</summary>
    public LegacyHeaderSet? LatestLegacyHeaders { get; set; }

    /// <summary>Whether requests are counted.</summary>
    public bool IsLimited { get; }

    /// <summary>The policy, or <see langword="null"/> for the windows of the caller's tier.</summary>
    public string? Policy { get; }

    /// <summary>Whether callers with a token are counted by address too.</summary>
    public bool ByAddress { get; }

    /// <summary>Units a request costs.</summary>
    public int Cost { get; } = 1;

    /// <summary>Whether a bearer token is looked at.</summary>
    public bool ReadsBearer { get; } = true;

    /// <summary>What scripts of other origins may do; <see langword="null"/> leaves that to the host.</summary>
    public CorsRule? Cors { get; }

    /// <summary>Where a token may stand besides the header; <see langword="null"/> for nowhere.</summary>
    public TokenParameters? TokenParameters { get; }

    /// <summary>The resource it belongs to (RFC 8707); <see langword="null"/> for the host itself.</summary>
    public string? Resource { get; }

    /// <summary>Whether anonymous callers are refused.</summary>
    public bool RequiresToken { get; }

    /// <summary>The scopes a token must have.</summary>
    public ImmutableArray<string> Scopes { get; } = [];

    /// <summary>The scopes as one string.</summary>
    public string Scope { get; } = "";

    /// <summary>Whether a token's scopes are enough.</summary>
    public bool AreMetBy(ImmutableArray<string> granted) =>
        Scopes.IsEmpty || (_scopeStrategy?.Covers(granted, Scopes) ?? false);
}
