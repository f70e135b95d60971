using System.Net;
using Auth.Authorization.Requests;

namespace Auth.Dialects.Fediverse;

/// <summary>Writes answers as these services do: form-encoded, a space as a plus.</summary>
internal static class FediverseUrl
{
    /// <summary>The parameters of the redirect URI first, then those of the answer.</summary>
    public static string InOrder(AuthorizationReturn target, IReadOnlyList<(string Name, string Value)> parameters) =>
        target.Mode == "fragment"
            ? $"{target.RedirectUri}#{Join(parameters.Select(Encode))}"
            : Write(target, parameters, pairs => pairs);

    /// <summary>All parameters in alphabetical order.</summary>
    public static string Sorted(AuthorizationReturn target, IReadOnlyList<(string Name, string Value)> parameters) =>
        Write(target, parameters, pairs => pairs.OrderBy(pair => pair.Split('=', 2)[0], StringComparer.Ordinal));

    private static string Write(
        AuthorizationReturn target,
        IReadOnlyList<(string Name, string Value)> parameters,
        Func<IEnumerable<string>, IEnumerable<string>> arrange
    )
    {
        var mark = target.RedirectUri.IndexOf('?', StringComparison.Ordinal);
        var (path, query) =
            mark < 0 ? (target.RedirectUri, "") : (target.RedirectUri[..mark], target.RedirectUri[(mark + 1)..]);
        // A name that the answer uses stands in it once.
        var kept = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !parameters.Any(parameter => parameter.Name == pair.Split('=', 2)[0]));
        return $"{path}?{Join(arrange(kept.Concat(parameters.Select(Encode))))}";
    }

    private static string Join(IEnumerable<string> pairs) => string.Join('&', pairs);

    private static string Encode((string Name, string Value) parameter) =>
        $"{parameter.Name}={WebUtility.UrlEncode(parameter.Value)}";
}
