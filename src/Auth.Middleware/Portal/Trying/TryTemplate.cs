using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Application;

namespace Auth.Portal.Trying;

/// <summary>Two steps: a token, and a call with it. With scripts the answers appear in place.</summary>
internal static class TryTemplate
{
    private const string Region = "try";

    /// <summary>Draws them.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="tokenUrl">The URL of the token endpoint.</param>
    /// <param name="url">The URL that is called.</param>
    /// <param name="form">The form.</param>
    /// <param name="state">What was done so far.</param>
    public static Html Render(string clientId, string tokenUrl, string url, TryForm form, TryState state)
    {
        var fault = state.Fault is null ? Html.Empty : new PageNotice(state.Fault, NoticeTone.Bad).ToHtml();
        var getToken =
            $"curl {tokenUrl} \\\n  -d grant_type=client_credentials \\\n  -d client_id={clientId} \\\n  -d client_secret=YOUR_SECRET";
        var call = $"curl -i '{url}' \\\n  -H 'Authorization: Bearer {state.Token ?? "YOUR_TOKEN"}'";
        var token = state.Token is null
            ? Html.Empty
            : Html.Of($"<div class=\"field\">{Parts.Copyable("token", PageText.PortalTryToken, state.Token)}</div>");
        var send = state.Token is null
            ? Html.Of($"<p class=\"soft\">{PageText.PortalTryFirst}</p>")
            : Form(
                form,
                "call",
                PageText.PortalTryCall,
                Html.Of($"<input type=\"hidden\" name=\"token\" value=\"{state.Token}\">")
            );
        return Html.Of(
            $"""
            <div id="{Region}">{fault}<div class="grid">
            <section class="card"><h2>{PageText.PortalTryStepToken}</h2><p class="soft">{PageText.PortalTryStepTokenText}</p>{Form(
                form,
                "token",
                PageText.PortalTryGet
            )}{token}{Parts.Code("curl-token", PageText.PortalTryCurlToken, getToken)}</section>
            <section class="card"><h2>{PageText.PortalTryStepCall}</h2><p class="soft">{Words.Fill(
                PageText.PortalTryStepCallText,
                url
            )}</p>{send}{Parts.Code("curl-call", PageText.PortalTryCurlCall, call)}{state.Answer?.ToHtml()
                ?? Html.Empty}</section>
            </div></div>
            """
        );
    }

    private static Html Form(TryForm form, string action, string text, Html more = default) =>
        Html.Of(
            $"<form method=\"post\" action=\"{form.Action}\" data-swap=\"{Region} {Meters.Id}\">{form.Fields(action)}{more}<button type=\"submit\">{text}</button></form>"
        );
}
