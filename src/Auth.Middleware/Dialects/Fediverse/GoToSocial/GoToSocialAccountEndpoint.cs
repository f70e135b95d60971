using System.Globalization;
using System.Text.Json.Serialization;
using Auth.Bearer;
using Auth.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary><c>GET /api/v1/accounts/verify_credentials</c>: who a token stands for.</summary>
internal sealed class GoToSocialAccountEndpoint(
    IFediverseAccounts accounts,
    PublicUrl publicUrl,
    IOptionsMonitor<GoToSocialOptions> options
)
{
    public async Task HandleAsync(HttpContext context)
    {
        var subject = AuthRequest.Of(context)!.Session!.Caller!.Subject!;
        var account = await accounts.FindAsync(subject, context.RequestAborted);
        await (
            account is null
                ? context.RequestServices.GetRequiredService<GoToSocialApiWireFormat>().WriteNoUserAsync(context)
                : GoToSocialReply.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    Describe(subject, account),
                    GoToSocialJson.Relaxed.GoToSocialAccountBody
                )
        );
    }

    private GoToSocialAccountBody Describe(string subject, FediverseAccount account) =>
        new()
        {
            Id = FediverseIds.Ulid(subject, account.CreatedAt),
            Username = account.Username,
            DisplayName = account.DisplayName ?? account.Username,
            CreatedAt = account.CreatedAt.UtcDateTime.ToString(
                GoToSocialReply.TimeFormat,
                CultureInfo.InvariantCulture
            ),
            Note = account.Note,
            Url =
                account.Url?.AbsoluteUri
                ?? $"{publicUrl.For(options.CurrentValue.PathBase)}/@{Uri.EscapeDataString(account.Username)}",
            Avatar = account.Avatar?.AbsoluteUri ?? "",
        };
}

/// <summary>The user behind a token, with the members that clients read.</summary>
internal sealed record GoToSocialAccountBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("username")]
    public required string Username { get; init; }

    [JsonPropertyName("acct")]
    public string Acct => Username;

    [JsonPropertyName("display_name")]
    public required string DisplayName { get; init; }

    [JsonPropertyName("locked")]
    public bool Locked { get; }

    [JsonPropertyName("discoverable")]
    public bool Discoverable { get; }

    [JsonPropertyName("bot")]
    public bool Bot { get; }

    [JsonPropertyName("created_at")]
    public required string CreatedAt { get; init; }

    [JsonPropertyName("note")]
    public required string Note { get; init; }

    [JsonPropertyName("url")]
    public required string Url { get; init; }

    [JsonPropertyName("avatar")]
    public required string Avatar { get; init; }

    [JsonPropertyName("avatar_static")]
    public string AvatarStatic => Avatar;

    [JsonPropertyName("header")]
    public string Header { get; } = "";

    [JsonPropertyName("header_static")]
    public string HeaderStatic { get; } = "";

    [JsonPropertyName("followers_count")]
    public int FollowersCount { get; }

    [JsonPropertyName("following_count")]
    public int FollowingCount { get; }

    [JsonPropertyName("statuses_count")]
    public int StatusesCount { get; }

    [JsonPropertyName("last_status_at"), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? LastStatusAt { get; }

    [JsonPropertyName("emojis")]
    public IReadOnlyList<string> Emojis { get; } = [];

    [JsonPropertyName("fields")]
    public IReadOnlyList<string> Fields { get; } = [];

    [JsonPropertyName("source")]
    public AccountSource Source => new() { Note = Note };

    [JsonPropertyName("enable_rss")]
    public bool EnableRss { get; }

    [JsonPropertyName("role")]
    public AccountRole Role { get; } = new() { Id = "user", Name = "user" };

    [JsonPropertyName("group")]
    public bool Group { get; }
}
