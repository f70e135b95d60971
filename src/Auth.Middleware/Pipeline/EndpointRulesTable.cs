using System.Runtime.CompilerServices;
using Auth.Token;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Pipeline;

/// <summary>The rules of each endpoint, made at its first request and forgotten with it.</summary>
internal sealed class EndpointRulesTable
{
    private const int Latest = 128;

    private readonly ConditionalWeakTable<Endpoint, EndpointRules> _rules = [];
    private readonly ConditionalWeakTable<Endpoint, EndpointRules>.CreateValueCallback _create;
    private readonly EndpointRules _unmatched;

    /// <summary>The latest ones again, where one look finds them. An endpoint that is gone makes room for the next that falls in its place.</summary>
    private readonly EndpointRules?[] _latest = new EndpointRules?[Latest];

    public EndpointRulesTable(IServiceProvider services)
    {
        var problem = services.GetRequiredService<ProblemWireFormat>();
        var scopes = services.GetRequiredService<ScopeStrategy>();
        var authorization = new AuthorizationDemand(services);
        _unmatched = new EndpointRules(problem, authorization.Of(null));
        _create = endpoint => new EndpointRules(
            endpoint,
            endpoint.Metadata.GetMetadata<WireFormatMetadata>() is { } metadata
                ? (WireFormat)services.GetRequiredService(metadata.Format)
                : problem,
            authorization.Of(endpoint),
            scopes
        );
    }

    public EndpointRules For(Endpoint? endpoint)
    {
        if (endpoint is null)
        {
            return _unmatched;
        }

        ref var latest = ref _latest[RuntimeHelpers.GetHashCode(endpoint) % Latest];
        var rules = latest;
        return rules is not null && ReferenceEquals(rules.Endpoint, endpoint)
            ? rules
            : latest = _rules.GetValue(endpoint, _create);
    }
}
