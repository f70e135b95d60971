using System.Runtime.CompilerServices;
using Auth.Token;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Pipeline;

/// <summary>The rules of each endpoint, made at its first request and forgotten with it.</summary>
internal sealed class EndpointRulesTable
{
    private readonly ConditionalWeakTable<Endpoint, EndpointRules> _rules = [];
    private readonly ConditionalWeakTable<Endpoint, EndpointRules>.CreateValueCallback _create;
    private readonly EndpointRules _unmatched;

    public EndpointRulesTable(IServiceProvider services)
    {
        var problem = services.GetRequiredService<ProblemWireFormat>();
        var scopes = services.GetRequiredService<ScopeStrategy>();
        var authorization = new AuthorizationDemand(services);
        _unmatched = new EndpointRules(problem, authorization.IsMadeOf(null));
        _create = endpoint => new EndpointRules(
            endpoint,
            endpoint.Metadata.GetMetadata<WireFormatMetadata>() is { } metadata
                ? (WireFormat)services.GetRequiredService(metadata.Format)
                : problem,
            authorization.IsMadeOf(endpoint),
            scopes
        );
    }

    public EndpointRules For(Endpoint? endpoint) => endpoint is null ? _unmatched : _rules.GetValue(endpoint, _create);
}
