using System.Collections.Immutable;
using Auth.Bearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Lets users' tokens with any one of some scopes through: scopes cover each other only here, where an endpoint names all it accepts.</summary>
internal static class MastodonUserRule
{
    /// <summary>Puts the rule before an endpoint that asks for a token.</summary>
    public static RequestDelegate Before(RequestDelegate next, ImmutableArray<string> scopes)
    {
        var named = string.Join(' ', scopes);
        return context =>
        {
            if (AuthRequest.Of(context)?.Session?.Caller is not { } caller)
            {
                return next(context);
            }

            if (scopes.Length > 0 && !caller.Scopes.Any(scopes.Contains))
            {
                return context
                    .RequestServices.GetRequiredService<MastodonApiWireFormat>()
                    .WriteForbiddenAsync(context, named);
            }

            return caller.Subject is null
                ? MastodonReply.ErrorAsync(context, StatusCodes.Status422UnprocessableEntity, MastodonTexts.NeedsUser)
                : next(context);
        };
    }
}
