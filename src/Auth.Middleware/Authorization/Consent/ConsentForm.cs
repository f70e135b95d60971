using Auth.Authorization.Requests;
using Auth.Authorization.Users;
using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization.Consent;

/// <summary>The two forms of the consent page: the whole request in hidden fields, and a proof of all of it.</summary>
internal sealed class ConsentForm(FormProofs proofs)
{
    /// <summary>The field that holds the decision.</summary>
    public const string Decision = "decision";

    /// <summary>The decision to allow.</summary>
    public const string Allow = "allow";

    /// <summary>The decision to deny.</summary>
    public const string Deny = "deny";

    /// <summary>All that a request is made of; other parameters are ignored and do not travel on.</summary>
    private static readonly string[] Names =
    [
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "response_mode",
        "code_challenge",
        "code_challenge_method",
        "dpop_jkt",
    ];

    /// <summary>The hidden fields of the form for one decision.</summary>
    public static Html Fields(AuthorizationRequest request, string decision, string proofField, string proof)
    {
        IEnumerable<(string, string)> own = [(Decision, decision), (proofField, proof)];
        return HiddenFields.Of(RequestOf(request.Parameters).Concat(own));
    }

    /// <summary>The parameters of the request itself, in order.</summary>
    public static IEnumerable<(string Name, string Value)> RequestOf(RequestParameters parameters) =>
        Names
            .Where(name => parameters.Text(name) is not null)
            .Select(name => (name, parameters.Text(name)!))
            .Concat(parameters.Resources.Select(resource => ("resource", resource)));

    /// <summary>Makes the proof of a request.</summary>
    public string Prove(HttpContext context, SignedInUser user, AuthorizationRequest request, string profile) =>
        proofs.Create(context, user.Subject, Purpose(request.Parameters, profile));

    /// <summary>Uses the proof of a request up.</summary>
    public ValueTask<bool> TakeAsync(
        HttpContext context,
        SignedInUser user,
        AuthorizationRequest request,
        string profile,
        string proofField
    ) =>
        proofs.TakeAsync(
            context,
            user.Subject,
            Purpose(request.Parameters, profile),
            request.Parameters.Text(proofField)
        );

    private static FormPurpose Purpose(RequestParameters parameters, string profile) =>
        FormPurpose.Of([
            "consent",
            profile,
            .. Names.Select(name => parameters.Text(name) ?? ""),
            .. parameters.Resources,
        ]);
}
