using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Dadi;

/// <summary>Cross-origin requests (Fetch), and the question which features there are. No cookie is ever looked at, so every origin may ask.</summary>
internal sealed class DadiCors(IOptionsMonitor<DadiOptions> options)
{
    private const string Requires = "X-DADI-Requires";
    private const string Supports = "X-DADI-Supports";
    private const string Methods = "GET,HEAD,PUT,PATCH,POST,DELETE";

    private static readonly string[] Features = ["aclv1"];

    /// <summary>Answers a method that an endpoint does not have: <c>OPTIONS</c> with what is allowed, others with 404.</summary>
    public Task AnswerOthersAsync(HttpContext context)
    {
        if (!HttpMethods.IsOptions(context.Request.Method) || !options.CurrentValue.Cors)
        {
            AddHeaders(context);
            return DadiReply.EmptyAsync(context, StatusCodes.Status404NotFound);
        }

        var headers = context.Response.Headers;
        AllowOrigin(context);
        headers[HeaderNames.AccessControlAllowMethods] = Methods;
        var wanted = context.Request.Headers[HeaderNames.AccessControlRequestHeaders].ToString();
        headers[HeaderNames.Vary] = $"{HeaderNames.Origin}, {HeaderNames.AccessControlRequestHeaders}";
        if (wanted.Length > 0 && IsPlain(wanted))
        {
            headers[HeaderNames.AccessControlAllowHeaders] = wanted;
        }

        // The framework takes the length of a 204 away again (RFC 9110 section 8.6).
        return DadiReply.EmptyAsync(context, StatusCodes.Status204NoContent);
    }

    /// <summary>Adds the headers that every answer of the dialect has.</summary>
    public void AddHeaders(HttpContext context)
    {
        var required = context.Request.Headers[Requires].ToString();
        if (required.Length > 0)
        {
            var asked = required.Split(';', StringSplitOptions.TrimEntries);
            var supported = string.Join(
                ';',
                Features.Where(feature => asked.Contains(feature, StringComparer.Ordinal))
            );
            if (supported.Length > 0)
            {
                context.Response.Headers[Supports] = supported;
            }
        }

        if (options.CurrentValue.Cors)
        {
            AllowOrigin(context);
            context.Response.Headers[HeaderNames.AccessControlExposeHeaders] = Supports;
        }
    }

    private static void AllowOrigin(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        context.Response.Headers[HeaderNames.AccessControlAllowOrigin] =
            origin.Length > 0 && IsPlain(origin) ? origin : "*";
        context.Response.Headers[HeaderNames.Vary] = HeaderNames.Origin;
    }

    /// <summary>Whether a value may stand in a header of ours.</summary>
    private static bool IsPlain(string value) => value.All(c => c is >= ' ' and <= '~');
}
