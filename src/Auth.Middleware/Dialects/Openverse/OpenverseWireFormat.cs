using Auth.Bearer;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Openverse;

/// <summary>The refusals of Openverse's endpoints: <c>{"detail":...}</c> and challenges without spaces behind the commas.</summary>
internal abstract class OpenverseWireFormat(IOptions<ClientCredentialsAuthOptions> options) : WireFormat
{
    private readonly string _realm = options.Value.Realm;

    /// <summary>The <c>error</c> member beside <c>detail</c>; OAuth endpoints have one, so that OAuth clients understand a 429.</summary>
    protected virtual string? ErrorMember(string code) => null;

    public override bool EmptyBearerIsAnonymous => true;

    public override Type RefusalBody => typeof(DetailBody);

    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure)
    {
        Begin(context);
        if (failure == BearerFailure.Disabled)
        {
            return OpenverseReply.DetailAsync(context, 403, "You do not have permission to perform this action.");
        }

        var error = BearerChallenge.ErrorFor(failure);
        context.Response.Headers[HeaderNames.WWWAuthenticate] = failure
            is BearerFailure.Missing
                or BearerFailure.NotBound
                or BearerFailure.BadProof
            ? $"Bearer realm=\"{_realm}\""
            : $"Bearer realm=\"{_realm}\",error=\"{error.Code}\",error_description=\"{error.Description}\"";
        return OpenverseReply.DetailAsync(
            context,
            error.Status,
            failure switch
            {
                BearerFailure.Missing => "Authentication credentials were not provided.",
                BearerFailure.Malformed => error.Description,
                _ => "Incorrect authentication credentials.",
            },
            failure == BearerFailure.Malformed ? ErrorMember(error.Code) : null
        );
    }

    public override Task WriteForbiddenAsync(HttpContext context, string? scope)
    {
        Begin(context);
        var needed = scope is null ? "" : $",scope=\"{scope}\"";
        context.Response.Headers[HeaderNames.WWWAuthenticate] =
            $"Bearer realm=\"{_realm}\",error=\"insufficient_scope\"{needed}";
        return OpenverseReply.DetailAsync(context, 403, "You do not have permission to perform this action.");
    }

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal)
    {
        Begin(context);
        var detail = refusal.RetryAfter switch
        {
            null => "Request was throttled.",
            1 => "Request was throttled. Expected available in 1 second.",
            { } seconds => $"Request was throttled. Expected available in {seconds} seconds.",
        };
        return OpenverseReply.DetailAsync(context, 429, detail, ErrorMember(OAuthErrors.RateLimited.Code));
    }

    public override Task WriteUnavailableAsync(HttpContext context)
    {
        Begin(context);
        return OpenverseReply.DetailAsync(
            context,
            503,
            "The service cannot answer now. Try again.",
            ErrorMember(OAuthErrors.TemporarilyUnavailable.Code)
        );
    }

    public override string? LegacyWindowName(string? policy, string tier, string window) =>
        policy switch
        {
            null when tier == TierNames.Anonymous => $"anon_{window}",
            null when tier == TierNames.Standard => $"oauth2_client_credentials_{window}",
            null => $"{tier}_oauth2_client_credentials_{window}",
            OpenversePolicies.Register => "tenperday",
            OpenversePolicies.KeyInfo => "onepersecond",
            OpenversePolicies.Thumbnail when tier == TierNames.Anonymous => "anon_thumbnail",
            OpenversePolicies.Thumbnail => "oauth2_client_credentials_thumbnail",
            _ => policy,
        };

    private static void Begin(HttpContext context)
    {
        OpenverseExchange.AddHeaders(context);
        JsonReply.NoStore(context.Response);
    }
}

/// <summary>The dialect's resource endpoints.</summary>
internal sealed class OpenverseResourceWireFormat(IOptions<ClientCredentialsAuthOptions> options)
    : OpenverseWireFormat(options);

/// <summary>The same for the dialect's OAuth endpoints, whose 429 and 503 also have an <c>error</c> member (RFC 6749 section 8.5).</summary>
internal sealed class OpenverseOAuthWireFormat(IOptions<ClientCredentialsAuthOptions> options)
    : OpenverseWireFormat(options)
{
    protected override string? ErrorMember(string code) => code;
}
