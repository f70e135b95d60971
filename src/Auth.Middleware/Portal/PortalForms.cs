using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Portal.Access;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal;

/// <summary>The forms of the portal: each is proved to come from a page that this visitor was shown in this browser, once.</summary>
internal sealed class PortalForms(FormProofs proofs)
{
    private const string Proof = "proof";

    /// <summary>The hidden fields of a form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visitor">Who sees it.</param>
    /// <param name="purpose">What it does: its route, or another name where a page has several.</param>
    /// <param name="about">What it is about, such as a client id; empty for nothing.</param>
    /// <param name="more">Other hidden fields.</param>
    public Html Fields(
        HttpContext context,
        PortalVisitor visitor,
        string purpose,
        string about = "",
        params IEnumerable<(string Name, string Value)> more
    ) =>
        HiddenFields.Of([
            .. more,
            (Proof, proofs.Create(context, visitor.Subject, FormPurpose.Of("portal", purpose, about))),
        ]);

    /// <summary>Uses the proof of a form up.</summary>
    /// <returns>Whether the form comes from a page of ours and was not sent before.</returns>
    public ValueTask<bool> TakeAsync(
        HttpContext context,
        PortalVisitor visitor,
        RequestParameters sent,
        string purpose,
        string about = ""
    ) => proofs.TakeAsync(context, visitor.Subject, FormPurpose.Of("portal", purpose, about), sent.Text(Proof));
}
