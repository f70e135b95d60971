using Auth.Hosting;

namespace Auth.Discovery;

/// <summary>Who the standard endpoints say they are (RFC 8414 section 2).</summary>
/// <remarks>
/// There is one metadata document for each issuer. A dialect at the root of the host owns the one there, because its clients look nowhere else;
/// the standard endpoints are then the issuer <c>/oauth2</c>, with a document of their own (RFC 8414 section 3.1).
/// </remarks>
internal sealed class StandardIssuer(PublicUrl publicUrl, IEnumerable<DialectIssuer> dialects)
{
    private readonly List<DialectIssuer> _dialects = [.. dialects];

    /// <summary>The path of the issuer below the base URL: empty, or <c>/oauth2</c>.</summary>
    public string Path => _dialects.Exists(dialect => dialect.PathBase.Length == 0) ? "/oauth2" : "";

    /// <summary>The issuer.</summary>
    public string Value => publicUrl.Base + Path;

    /// <summary>All issuers of the host, this one first.</summary>
    public IReadOnlyList<string> All => [Value, .. _dialects.Select(dialect => dialect.Of(publicUrl))];
}

/// <summary>A dialect that issues tokens under its own name.</summary>
/// <param name="PathBase">What its paths start with: empty, or a slash and more.</param>
internal sealed record DialectIssuer(string PathBase)
{
    /// <summary>The issuer, with a slash at its end, as these services write it.</summary>
    public string Of(PublicUrl publicUrl) => publicUrl.For(PathBase) + "/";
}
