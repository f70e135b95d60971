using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auth.Bearer;
using Auth.Storage;
using Auth.Time;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Auth.KeyInfo;

/// <summary><c>GET /oauth2/key</c>: who the caller is, what it may do and what is left of it. Looking costs nothing.</summary>
internal sealed class KeyInfoEndpoint(KeyInfoReader reader, IUsageStore usage, AuthClock clock)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var session = ((AuthRequest)context.Features.Get<IHttpAuthenticationFeature>()!).Session!;
        var caller = session.Caller!;
        var standing = await reader.ReadAsync(session.Client!, context.Connection.RemoteIpAddress);
        var today = DateOnly.FromDateTime(clock.UtcNow.UtcDateTime);
        var recorded = await usage.ReadAsync(caller.Id, today, context.RequestAborted);
        var body = new KeyBody(
            caller.Id,
            caller.Name,
            caller.Tier,
            caller.Verified,
            string.Join(' ', caller.Scopes),
            [
                .. standing.Windows.Select(window => new KeyWindowBody(
                    window.Name,
                    window.Rate,
                    window.Used,
                    window.Remaining,
                    window.ResetSeconds
                )),
            ],
            recorded.LastUsedAt
        );
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, body, KeyInfoJson.Relaxed.KeyBody);
    }
}

/// <summary>The body of key info.</summary>
[JsonSerializable(typeof(KeyBody))]
internal sealed partial class KeyInfoJson : JsonSerializerContext
{
    /// <summary>The context with absent members left out.</summary>
    public static KeyInfoJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

/// <summary>A key.</summary>
internal sealed record KeyBody(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_name")] string ClientName,
    [property: JsonPropertyName("tier")] string Tier,
    [property: JsonPropertyName("verified")] bool Verified,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("limits")] IReadOnlyList<KeyWindowBody> Limits,
    [property: JsonPropertyName("last_used_at")] DateTimeOffset? LastUsedAt
);

/// <summary>One of its windows; <c>reset</c> is in seconds.</summary>
internal sealed record KeyWindowBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("rate")] string Rate,
    [property: JsonPropertyName("used")] int Used,
    [property: JsonPropertyName("remaining")] int Remaining,
    [property: JsonPropertyName("reset")] int Reset
);
