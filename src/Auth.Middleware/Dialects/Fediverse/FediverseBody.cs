using System.Text;
using Auth.Http;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse;

/// <summary>Gathers parameters as these services do: a form, multipart or JSON over the query.</summary>
internal static class FediverseBody
{
    private const int MaxQuery = 8_192;

    /// <summary>Reads the parameters; text with NUL counts as malformed, because no store keeps it.</summary>
    public static async ValueTask<(RequestParameters Parameters, RequestBodyError? Error)> ReadAsync(
        HttpContext context,
        BodyRules rules
    )
    {
        var (query, queryError) = ReadQuery(context.Request, rules.AllowsRepeats);
        if (queryError is not null)
        {
            return (RequestParameters.Empty, queryError);
        }

        var (body, bodyError) = await RequestBody.ReadAsync(context, rules);
        // A JSON document that is no object has no parameters.
        if (bodyError is not null && bodyError.Kind != RequestBodyErrorKind.NotAnObject)
        {
            return (RequestParameters.Empty, bodyError);
        }

        var parameters = body.Over(query);
        return parameters.Names.Any(name => HasNul(name) || HasNul(parameters[name]?.Text))
            ? (RequestParameters.Empty, Malformed)
            : (parameters, null);
    }

    /// <summary>Reads the query alone.</summary>
    public static (RequestParameters Parameters, RequestBodyError? Error) ReadQuery(
        HttpRequest request,
        bool allowsRepeats
    )
    {
        var text = request.QueryString.Value ?? "";
        return text.Length switch
        {
            <= 1 => (RequestParameters.Empty, null),
            > MaxQuery => (RequestParameters.Empty, Malformed),
            _ => FormBody.Parse(Encoding.UTF8.GetBytes(text[1..]), allowsRepeats),
        };
    }

    private static RequestBodyError Malformed { get; } =
        new(RequestBodyErrorKind.MalformedForm, "The parameters are malformed.");

    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;
}
