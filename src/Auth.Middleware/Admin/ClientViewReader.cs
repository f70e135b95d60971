using Auth.AccessControl;
using Auth.Bearer.Sessions;
using Auth.Credentials;
using Auth.KeyInfo;
using Auth.Storage;
using Auth.Time;

namespace Auth.Admin;

/// <summary>Shows clients to operators: the address in clear, secrets never.</summary>
internal sealed class ClientViewReader(
    ITokenStore tokens,
    IUsageStore usage,
    ClientSessions sessions,
    KeyInfoReader keyInfo,
    EmailSealer sealer,
    AuthClock clock
)
{
    private const int HistoryDays = 30;

    /// <summary>A client as it stands in a list.</summary>
    public ClientView Summarize(Client client) =>
        new(
            client.Id,
            client.Name,
            client.Description,
            client.Email is { } email ? sealer.Open(email) : null,
            client.Tier,
            client.Limits,
            client.Verified,
            client.Disabled,
            client.IsResourceServer,
            client.Access is { Type: var type } ? AccessTypeNames.Of(type) : null,
            client.Scopes,
            client.CreatedAt,
            client.LapsesAt,
            client.Version
        );

    /// <summary>A client with its secrets' dates, its windows, its tokens and its usage.</summary>
    public async ValueTask<ClientView> DescribeAsync(Client client, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var recorded = await usage.ReadAsync(
            client.Id,
            DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - HistoryDays),
            cancellationToken
        );
        var windows = client.Verified ? (await keyInfo.ReadAsync(sessions.For(client), address: null)).Windows : [];
        return Summarize(client) with
        {
            Secrets =
            [
                .. client.Secrets.Select(secret => new SecretView(
                    secret.Id,
                    secret.CreatedAt,
                    secret.ExpiresAt,
                    recorded.SecretsLastUsedAt.TryGetValue(secret.Id, out var used) ? used : null
                )),
            ],
            Windows =
            [
                .. windows.Select(window => new WindowView(
                    window.Name,
                    window.Rate,
                    window.Used,
                    window.Remaining,
                    window.ResetSeconds
                )),
            ],
            LiveTokens = await tokens.CountLiveAsync(client.Id, now, cancellationToken),
            Usage = new UsageView(
                recorded.LastUsedAt,
                [.. recorded.Days.Select(day => new DayView(day.Day, day.Allowed, day.Refused))]
            ),
        };
    }
}
