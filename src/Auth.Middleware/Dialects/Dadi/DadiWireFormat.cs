using Auth.Bearer;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Dadi;

/// <summary>The refusals of DADI: the bodies of version 6 with the <c>WWW-Authenticate</c> that its documents and clients know.</summary>
internal sealed class DadiWireFormat(IOptions<ClientCredentialsAuthOptions> options, DadiCors cors) : WireFormat
{
    private readonly string _realm = $"Bearer realm=\"{options.Value.Realm}\"";

    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure)
    {
        Begin(context);
        if (failure == BearerFailure.Disabled)
        {
            return DadiReply.ErrorAsync(context, DadiErrors.Forbidden);
        }

        context.Response.Headers.Append(
            HeaderNames.WWWAuthenticate,
            failure switch
            {
                BearerFailure.Missing => _realm,
                BearerFailure.Malformed => DadiErrors.NoTokenChallenge,
                _ => DadiErrors.InvalidTokenChallenge,
            }
        );
        return DadiReply.ErrorAsync(context, DadiErrors.Unauthorised);
    }

    public override Task WriteForbiddenAsync(HttpContext context, string? scope)
    {
        Begin(context);
        return DadiReply.ErrorAsync(context, DadiErrors.Forbidden);
    }

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal)
    {
        Begin(context);
        JsonReply.NoStore(context.Response);
        return DadiReply.StatusAsync(context, StatusCodes.Status429TooManyRequests);
    }

    public override Task WriteUnavailableAsync(HttpContext context)
    {
        Begin(context);
        return DadiReply.ErrorAsync(context, DadiErrors.Unavailable);
    }

    /// <summary>The host's own endpoints may speak the dialect too; only the dialect's have its CORS headers.</summary>
    private void Begin(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DialectMetadata>() is { Name: DadiDialect.DialectName })
        {
            cors.AddHeaders(context);
        }
    }
}
