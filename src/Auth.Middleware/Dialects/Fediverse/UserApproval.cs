using Auth.Authorization.Codes;

namespace Auth.Dialects.Fediverse;

/// <summary>Whether users approve applications here: only where the host has added the authorization code grant.</summary>
internal sealed class UserApproval(IEnumerable<CodeRedeemer> codes)
{
    private readonly CodeRedeemer? _codes = codes.FirstOrDefault();

    /// <summary>Whether they do.</summary>
    public bool IsOffered => _codes is not null;

    /// <summary>Exchanges codes.</summary>
    public CodeRedeemer Codes =>
        _codes ?? throw new InvalidOperationException("Codes are not offered without AddAuthorizationCode.");

    /// <summary>The grant types there are.</summary>
    public IReadOnlyList<string> GrantTypes =>
        IsOffered ? ["authorization_code", "client_credentials"] : ["client_credentials"];
}
