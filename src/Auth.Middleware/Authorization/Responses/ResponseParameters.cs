using Auth.Authorization.Requests;

namespace Auth.Authorization.Responses;

/// <summary>The URL that takes an answer to the client (RFC 6749 section 4.1.2).</summary>
internal static class ResponseParameters
{
    /// <summary>The parameters of a code.</summary>
    public static IReadOnlyList<(string Name, string Value)> OfCode(string code, string? state, string? issuer) =>
        With([("code", code)], state, issuer);

    /// <summary>The parameters of an error (section 4.1.2.1).</summary>
    public static IReadOnlyList<(string Name, string Value)> OfError(OAuthError error, string? state, string? issuer) =>
        With([("error", error.Code), ("error_description", error.Description)], state, issuer);

    /// <summary>The URL with the parameters in its query or fragment; a registered query is kept, but for names that the answer uses.</summary>
    public static string ToUrl(AuthorizationReturn target, IReadOnlyList<(string Name, string Value)> parameters)
    {
        var encoded = string.Join('&', parameters.Select(Encode));
        if (target.Mode == "fragment")
        {
            return $"{target.RedirectUri}#{encoded}";
        }

        var (path, query) = target.RedirectUri.Split('?', 2) is [var before, var behind]
            ? (before, behind)
            : (target.RedirectUri, "");
        var kept = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !parameters.Any(parameter => parameter.Name == pair.Split('=', 2)[0]));
        return $"{path}?{string.Join('&', kept.Append(encoded))}";
    }

    private static string Encode((string Name, string Value) parameter) =>
        $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}";

    private static List<(string Name, string Value)> With(
        List<(string Name, string Value)> parameters,
        string? state,
        string? issuer
    )
    {
        if (state is not null)
        {
            parameters.Add(("state", state));
        }

        if (issuer is not null)
        {
            parameters.Add(("iss", issuer));
        }

        return parameters;
    }
}
