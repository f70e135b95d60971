using Auth.Bearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>Lets users' tokens through whose scopes permit what an endpoint asks for: first the user, then the scope.</summary>
internal static class GoToSocialUserRule
{
    /// <summary>Puts the rule before an endpoint that asks for a token.</summary>
    public static RequestDelegate Before(RequestDelegate next, string[] scopes)
    {
        var named = string.Join(' ', scopes);
        return context =>
        {
            if (AuthRequest.Of(context)?.Session?.Caller is not { } caller)
            {
                return next(context);
            }

            var wire = context.RequestServices.GetRequiredService<GoToSocialApiWireFormat>();
            return caller.Subject is null ? wire.WriteNoUserAsync(context)
                : scopes.Length > 0 && !scopes.Any(scope => GoToSocialScopes.Permit(caller.Scopes, scope))
                    ? wire.WriteForbiddenAsync(context, named)
                : next(context);
        };
    }
}
