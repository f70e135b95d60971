using System.Globalization;
using Auth.Bearer;
using Auth.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Who a token stands for: <c>GET /api/v1/accounts/verify_credentials</c> and <c>/oauth/userinfo</c>.</summary>
internal sealed class MastodonAccountEndpoint(
    IFediverseAccounts accounts,
    PublicUrl publicUrl,
    IOptionsMonitor<MastodonOptions> options
)
{
    /// <summary>The account, as clients of the API read it.</summary>
    public Task VerifyAsync(HttpContext context) =>
        WithAccountAsync(
            context,
            (subject, account) =>
                MastodonReply.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    Describe(subject, account),
                    MastodonJson.Relaxed.CredentialAccountBody
                )
        );

    /// <summary>The account, as clients of OpenID Connect read users.</summary>
    public Task UserInfoAsync(HttpContext context) =>
        WithAccountAsync(
            context,
            (_, account) =>
                MastodonReply.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    new UserInfoBody(
                        Base + "/",
                        $"{Base}/users/{Uri.EscapeDataString(account.Username)}",
                        account.DisplayName ?? account.Username,
                        account.Username,
                        UrlOf(account),
                        account.Avatar?.AbsoluteUri ?? ""
                    ),
                    MastodonJson.Relaxed.UserInfoBody
                )
        );

    private string Base => publicUrl.For(options.CurrentValue.PathBase);

    private async Task WithAccountAsync(HttpContext context, Func<string, FediverseAccount, Task> write)
    {
        var subject = AuthRequest.Of(context)!.Session!.Caller!.Subject!;
        var account = await accounts.FindAsync(subject, context.RequestAborted);
        await (
            account is not null
                ? write(subject, account)
                : context
                    .RequestServices.GetRequiredService<MastodonApiWireFormat>()
                    .WriteBearerFailureAsync(context, BearerFailure.Invalid)
        );
    }

    private CredentialAccountBody Describe(string subject, FediverseAccount account) =>
        new()
        {
            Id = FediverseIds.Number(subject).ToString(CultureInfo.InvariantCulture),
            Username = account.Username,
            Acct = account.Username,
            DisplayName = account.DisplayName ?? account.Username,
            CreatedAt = account.CreatedAt.UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ss.fffZ",
                CultureInfo.InvariantCulture
            ),
            Note = account.Note,
            Url = UrlOf(account),
            Uri = $"{Base}/users/{System.Uri.EscapeDataString(account.Username)}",
            Avatar = account.Avatar?.AbsoluteUri ?? "",
        };

    private string UrlOf(FediverseAccount account) =>
        account.Url?.AbsoluteUri ?? $"{Base}/@{Uri.EscapeDataString(account.Username)}";
}
