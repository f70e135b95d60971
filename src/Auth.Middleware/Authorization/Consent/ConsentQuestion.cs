using Auth.Authorization.Requests;
using Auth.Authorization.Responses;
using Auth.Authorization.Users;
using Auth.Hosting;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization.Consent;

/// <summary>Asks the user.</summary>
internal sealed class ConsentQuestion(ConsentForm form, ScopeWords words, PageWriter pages, PublicUrl publicUrl)
{
    public Task AskAsync(
        HttpContext context,
        AuthorizationProfile profile,
        AuthorizationRequest request,
        SignedInUser user
    )
    {
        var proof = form.Prove(context, user, request, profile.Name);
        var page = new ConsentPage
        {
            Application = request.Client.Name,
            Website = WebLink.Of(request.Client.Website),
            Scopes = words.Of(request.Scopes),
            User = user.Name,
            RedirectUri = request.Return.RedirectUri,
            ReturnsTo = request.Return.IsOutOfBand ? null : ReturnTarget.InWords(request.Return.RedirectUri),
            Action = publicUrl.Path + profile.AuthorizePath,
            AllowFields = ConsentForm.Fields(request, ConsentForm.Allow, profile.ProofField, proof),
            DenyFields = ConsentForm.Fields(request, ConsentForm.Deny, profile.ProofField, proof),
        };
        return pages.WriteAsync(
            context,
            StatusCodes.Status200OK,
            profile.Pages,
            chosen => chosen.Consent(page),
            ReturnTarget.AsSource(request.Return)
        );
    }
}
