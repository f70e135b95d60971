using Auth.Http;
using Auth.Jose;

namespace Auth.ClientAuthentication;

/// <summary>Reads a client's assertion from the parameters (RFC 7521 section 4.2).</summary>
internal static class ClientAssertion
{
    /// <summary>What a client registers as its method (RFC 7591 section 2).</summary>
    public const string Method = "private_key_jwt";

    /// <summary>The parameter that holds the assertion.</summary>
    public const string Parameter = "client_assertion";

    /// <summary>The parameter that names its kind.</summary>
    public const string TypeParameter = "client_assertion_type";

    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const int MaxLength = 8 * 1024;

    /// <summary>Whether the caller authenticates so, rightly or not.</summary>
    public static bool IsIn(RequestParameters parameters) =>
        parameters.Text(Parameter) is not null || parameters.Text(TypeParameter) is not null;

    /// <summary>Reads the assertion.</summary>
    /// <returns><see langword="null"/> when it is missing, of another kind, or malformed.</returns>
    public static CompactJwt? Read(RequestParameters parameters) =>
        parameters.Text(TypeParameter) == JwtBearer ? CompactJwt.TryParse(parameters.Text(Parameter), MaxLength) : null;
}
