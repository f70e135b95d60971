using Auth.Bearer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Auth.Pipeline;

/// <summary>Decides once whether bearer tokens of another form are somebody else's or no good.</summary>
internal sealed class ForeignTokenPolicy(
    IOptions<ClientCredentialsAuthOptions> options,
    IOptions<AuthenticationOptions> schemes
)
{
    private static readonly string[] BearerHandlers =
    [
        "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler",
        "Microsoft.AspNetCore.Authentication.BearerToken.BearerTokenHandler",
    ];

    /// <summary>Whether they are left to the host's other schemes.</summary>
    public bool IsIgnored { get; } =
        options.Value.Bearer.ForeignTokens switch
        {
            ForeignTokens.Ignore => true,
            ForeignTokens.Refuse => false,
            _ => schemes.Value.Schemes.Any(scheme => ReadsBearerTokens(scheme.HandlerType)),
        };

    private static bool ReadsBearerTokens(Type? handler)
    {
        for (var type = handler; type is not null; type = type.BaseType)
        {
            if (BearerHandlers.Contains(type.FullName, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
