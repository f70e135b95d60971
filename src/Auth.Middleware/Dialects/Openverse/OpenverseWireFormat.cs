using Auth.Bearer;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Openverse;

/// <summary>The refusals of Openverse's endpoints: <c>{"detail":...}</c> and challenges without spaces behind the commas.</summary>
internal abstract class OpenverseWireFormat : WireFormat
{
    private const string NotPermitted = "You do not have permission to perform this action.";

    private readonly string _realm;
    private readonly PreparedReply?[] _failures = new PreparedReply?[Enum.GetValues<BearerFailure>().Length];
    private readonly string?[] _challenges;
    private readonly RefusalBodies<DetailBody> _refusals;

    protected OpenverseWireFormat(IOptions<ClientCredentialsAuthOptions> options)
    {
        _realm = $"Bearer realm=\"{options.Value.Realm}\"";
        _challenges = [.. Enum.GetValues<BearerFailure>().Select(ChallengeFor)];
        _refusals = new RefusalBodies<DetailBody>(Describe, OpenverseJson.Relaxed.DetailBody);
    }

    /// <summary>The <c>error</c> member beside <c>detail</c>; OAuth endpoints have one, so that OAuth clients understand a 429.</summary>
    protected virtual string? ErrorMember(string code) => null;

    public override bool EmptyBearerIsAnonymous => true;

    public override Type RefusalBody => typeof(DetailBody);

    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure)
    {
        OpenverseExchange.AddHeaders(context);
        if (_challenges[(int)failure] is { } challenge)
        {
            context.Response.Headers.WWWAuthenticate = challenge;
        }

        return (_failures[(int)failure] ??= Prepare(failure)).WriteAsync(context);
    }

    public override Task WriteForbiddenAsync(HttpContext context, string? scope)
    {
        Begin(context);
        var needed = scope is null ? "" : $",scope=\"{scope}\"";
        context.Response.Headers[HeaderNames.WWWAuthenticate] = $"{_realm},error=\"insufficient_scope\"{needed}";
        return OpenverseReply.DetailAsync(context, 403, NotPermitted);
    }

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal)
    {
        Begin(context);
        return JsonReply.WriteAsync(context, 429, _refusals.Of(refusal), JsonReply.Json);
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

    private string? ChallengeFor(BearerFailure failure)
    {
        var error = BearerChallenge.ErrorFor(failure);
        return failure switch
        {
            BearerFailure.Disabled => null,
            BearerFailure.Missing or BearerFailure.NotBound or BearerFailure.BadProof => _realm,
            _ => $"{_realm},error=\"{error.Code}\",error_description=\"{error.Description}\"",
        };
    }

    private PreparedReply Prepare(BearerFailure failure)
    {
        var error = BearerChallenge.ErrorFor(failure);
        var (status, body) = failure switch
        {
            BearerFailure.Disabled => (403, new DetailBody(NotPermitted, null)),
            BearerFailure.Missing => (error.Status, new("Authentication credentials were not provided.", null)),
            BearerFailure.Malformed => (error.Status, new(error.Description, ErrorMember(error.Code))),
            _ => (error.Status, new("Incorrect authentication credentials.", null)),
        };
        return PreparedReply.Of(status, body, OpenverseJson.Relaxed.DetailBody, JsonReply.Json);
    }

    private DetailBody Describe(RateLimitRefusal refusal) =>
        new(
            refusal.RetryAfter switch
            {
                null => "Request was throttled.",
                1 => "Request was throttled. Expected available in 1 second.",
                { } seconds => $"Request was throttled. Expected available in {seconds} seconds.",
            },
            ErrorMember(OAuthErrors.RateLimited.Code)
        );

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
