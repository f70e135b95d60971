using System.Globalization;
using System.Text.Json.Serialization;
using Auth.Bearer;
using Auth.Hosting;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>What a user has approved: the tokens, never with their text, and the way to end one.</summary>
internal sealed class GoToSocialTokensEndpoint(
    ITokenStore tokens,
    PublicUrl publicUrl,
    AuthClock clock,
    IOptionsMonitor<GoToSocialOptions> options
)
{
    private const int Most = 1_000;

    private static readonly (int, int) Limits = (25, 100);

    public async Task ListAsync(HttpContext context)
    {
        var page = GoToSocialPage.Cut(
            context,
            publicUrl.For(options.CurrentValue.PathBase + GoToSocialRoutes.Tokens),
            await AllAsync(context),
            IdOf,
            Limits
        );
        await (
            page is null
                ? GoToSocialReply.ErrorAsync(context, StatusCodes.Status400BadRequest, GoToSocialTexts.BadLimit)
                : GoToSocialReply.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    [.. page.Select(Describe)],
                    GoToSocialJson.Relaxed.IReadOnlyListTokenInfo
                )
        );
    }

    public Task ReadAsync(HttpContext context) => WithTokenAsync(context, _ => Task.CompletedTask);

    public Task InvalidateAsync(HttpContext context) =>
        WithTokenAsync(
            context,
            async found => await tokens.RevokeAsync(found.Token.Hash, found.Client.Id, context.RequestAborted)
        );

    private async Task WithTokenAsync(HttpContext context, Func<TokenLookup, Task> act)
    {
        var id = context.GetRouteValue("id") as string;
        if ((await AllAsync(context)).FirstOrDefault(token => IdOf(token) == id) is not { } found)
        {
            await GoToSocialReply.ErrorAsync(context, StatusCodes.Status404NotFound);
            return;
        }

        await act(found);
        await GoToSocialReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            Describe(found),
            GoToSocialJson.Relaxed.TokenInfo
        );
    }

    private ValueTask<IReadOnlyList<TokenLookup>> AllAsync(HttpContext context) =>
        tokens.ListAsync(
            AuthRequest.Of(context)!.Session!.Caller!.Subject!,
            clock.UtcNow,
            Most,
            context.RequestAborted
        );

    /// <summary>Made of the hash, of which it shows ten bytes in a form that leads nowhere.</summary>
    private static string IdOf(TokenLookup found) =>
        FediverseIds.Ulid(Convert.ToHexString(found.Token.Hash.ToArray()), found.Token.IssuedAt);

    private static TokenInfo Describe(TokenLookup found) =>
        new(
            IdOf(found),
            found.Token.IssuedAt.UtcDateTime.ToString(GoToSocialReply.TimeFormat, CultureInfo.InvariantCulture),
            string.Join(' ', found.Token.Scopes),
            new TokenInfoApp(found.Client.Name, found.Client.Website)
        );
}

/// <summary>A token, without its text.</summary>
internal sealed record TokenInfo(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("application")] TokenInfoApp Application
);

/// <summary>The application behind a token.</summary>
internal sealed record TokenInfoApp(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("website")] string? Website
);
