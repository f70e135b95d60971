using Microsoft.Extensions.Options;

namespace Auth.Authorization.Consent;

/// <summary>Says in words what scopes allow.</summary>
internal sealed class ScopeWords(IOptionsMonitor<ClientCredentialsAuthOptions> options)
{
    /// <summary>All scopes there are.</summary>
    public IReadOnlyList<ScopeInWords> All() => Of(options.CurrentValue.Scopes.Keys);

    /// <summary>Scopes in words.</summary>
    public IReadOnlyList<ScopeInWords> Of(IEnumerable<string> scopes) =>
        [
            .. scopes.Select(scope => new ScopeInWords(
                scope,
                options.CurrentValue.Scopes.TryGetValue(scope, out var words) && words.Length > 0 ? words : scope
            )),
        ];
}
