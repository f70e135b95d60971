using Auth.Auditing;
using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard;

/// <summary>The forms of the dashboard: each is proved to come from a page that this operator was shown in this browser, once.</summary>
internal sealed class DashboardForms(FormProofs proofs)
{
    /// <summary>The field that says which of a page's forms was sent.</summary>
    public const string Action = "action";

    /// <summary>The field with the version of what the operator looked at.</summary>
    public const string Version = "version";

    private const string Proof = "proof";

    /// <summary>The hidden fields of a form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">What the form does.</param>
    /// <param name="about">What it is about, such as a client id.</param>
    /// <param name="version">Which version of it the operator looks at; empty where there are none.</param>
    public Html Fields(HttpContext context, string action, string about, string version = "") =>
        HiddenFields.Of([
            (Action, action),
            (Version, version),
            (Proof, proofs.Create(context, Operator(context), Purpose(action, about, version))),
        ]);

    /// <summary>Reads a form and uses its proof up.</summary>
    /// <returns>What was sent, or the status of what is wrong with it.</returns>
    public async ValueTask<(RequestParameters Sent, int? Status)> ReadAsync(HttpContext context, string about)
    {
        var (sent, wrong) = await SentForm.ReadAsync(context);
        if (wrong is not null)
        {
            return (sent, wrong);
        }

        var purpose = Purpose(sent.Text(Action) ?? "", about, sent.Text(Version) ?? "");
        return await proofs.TakeAsync(context, Operator(context), purpose, sent.Text(Proof))
            ? (sent, null)
            : (sent, StatusCodes.Status400BadRequest);
    }

    private static string Operator(HttpContext context) => OperatorScope.NameOf(context.User);

    private static FormPurpose Purpose(string action, string about, string version) =>
        FormPurpose.Of("dashboard", action, about, version);
}
