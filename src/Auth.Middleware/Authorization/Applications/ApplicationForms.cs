using Auth.Authorization.Consent;
using Auth.Pages.Forms;

namespace Auth.Authorization.Applications;

/// <summary>The fields of the forms on the applications page.</summary>
internal static class ApplicationForms
{
    public const string Action = "action";
    public const string ClientId = "client_id";
    public const string Proof = "proof";
    public const string Create = "create";
    public const string Token = "token";
    public const string Remove = "remove";

    /// <summary>What a form decides: an action of these, on this application.</summary>
    public static FormPurpose Purpose(string action, string clientId) =>
        FormPurpose.Of("application", action is Create or Token or Remove ? action : "none", clientId);
}
