using System.Globalization;
using System.Text.Json;
using Auth.AccessControl;
using Auth.ClientAuthentication;
using Auth.Storage;
using Auth.Telemetry;
using Auth.Token;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Dadi;

/// <summary><c>POST /token</c>: <c>clientId</c> and <c>secret</c> for an access token; every kind of bad credentials is answered alike.</summary>
internal sealed class DadiTokenEndpoint(
    IClientStore clients,
    ClientEmails emails,
    SecretAuthenticator authenticator,
    TokenIssuer issuer,
    IOptionsMonitor<DadiOptions> options
)
{
    private const int MaxNameLength = 254;

    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        RequestMeasurement.Grant(context, "client_credentials");
        var (body, error) = await DadiBody.ReadAsync(context, allowForm: true);
        if (error is not null)
        {
            await DadiReply.BodyErrorAsync(context, error);
            return;
        }

        var clientId = Text(body, "clientId");
        var name = clientId ?? Text(body, "email");
        if (
            name is null
            || Text(body, "secret") is not { } secret
            || name.Length > MaxNameLength
            || name.Contains('\0', StringComparison.Ordinal)
        )
        {
            await RefuseAsync(context);
            return;
        }

        var client = clientId is not null
            ? await clients.FindAsync(clientId, context.RequestAborted)
            : await emails.FindAsync(name, context.RequestAborted);
        switch (await authenticator.AuthenticateAsync(context, clientId ?? emails.Anonymize(name), client, secret))
        {
            // A client whose tokens must be bound to a key cannot get one here.
            case SecretOutcome.Authenticated({ RequiresDPoP: false } authenticated):
                await IssueAsync(context, authenticated);
                break;
            case SecretOutcome.Limited(var wait):
                context.Response.Headers[HeaderNames.RetryAfter] = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
                    .ToString(CultureInfo.InvariantCulture);
                await DadiReply.StatusAsync(context, StatusCodes.Status429TooManyRequests);
                break;
            case SecretOutcome.Busy:
                await DadiReply.BusyAsync(context);
                break;
            default:
                await RefuseAsync(context);
                break;
        }
    }

    private async Task IssueAsync(HttpContext context, Client client)
    {
        switch (
            await issuer.IssueAsync(client, client.Scopes, options.CurrentValue.TokenLifetime, context.RequestAborted)
        )
        {
            case IssueOutcome.Issued(var token):
                await DadiReply.ObjectAsync(context, StatusCodes.Status200OK, writer => Write(writer, token));
                break;
            case IssueOutcome.Refused({ Status: not StatusCodes.Status401Unauthorized } error):
                await DadiReply.StatusAsync(context, error.Status);
                break;
            default:
                await RefuseAsync(context);
                break;
        }
    }

    /// <summary>The members in the order the guide prints them; a hook may have made the token live for ever.</summary>
    private static void Write(Utf8JsonWriter writer, IssuedToken token)
    {
        writer.WriteString("accessToken", token.Token);
        writer.WriteString("tokenType", "Bearer");
        if (token.Lifetime is { } lifetime)
        {
            writer.WriteNumber("expiresIn", (long)lifetime.TotalSeconds);
        }
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = DadiErrors.InvalidCredentialsChallenge;
        return DadiReply.StatusAsync(context, StatusCodes.Status401Unauthorized);
    }

    /// <summary>A text of the body; anything else is as good as nothing, so that no query of a database can be smuggled in.</summary>
    private static string? Text(JsonElement? body, string name) =>
        body is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
