using System.Text.Json;
using Auth.Auditing;
using Auth.Http;
using Auth.Registration.Dynamic;
using Microsoft.AspNetCore.Http;

namespace Auth.Admin;

/// <summary><c>POST /initial-access-tokens</c>: a token that lets one application register itself; <c>expires_in_seconds</c> is a week unless told.</summary>
internal sealed class AdminInitialAccessTokenEndpoint(InitialAccessTokens tokens, AuditTrail trail)
{
    private const string Lifetime = "expires_in_seconds";

    public async Task HandleAsync(HttpContext context)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
        if (bodyError is not null)
        {
            await AdminReply.BodyErrorAsync(context, bodyError);
        }
        else if (ReadLifetime(parameters) is not { } lifetime)
        {
            await AdminReply.InvalidAsync(
                context,
                $"{Lifetime} must be a number from 1 to {InitialAccessTokens.MaxLifetime.TotalSeconds}, and nothing else can be set."
            );
        }
        else
        {
            var (token, expiresAt) = await tokens.IssueAsync(lifetime, context.RequestAborted);
            trail.Note(
                AuditKinds.InitialAccessTokenIssued,
                clientId: null,
                $"expires={expiresAt:yyyy-MM-ddTHH:mm:ssZ}"
            );
            await AdminReply.WriteAsync(
                context,
                new InitialAccessTokenView(token, expiresAt),
                AdminJson.Relaxed.InitialAccessTokenView,
                StatusCodes.Status201Created
            );
        }
    }

    private static TimeSpan? ReadLifetime(RequestParameters parameters)
    {
        if (parameters.Names.Any(name => name != Lifetime))
        {
            return null;
        }

        return parameters[Lifetime] is not { } value ? InitialAccessTokens.DefaultLifetime
            : value.Json is { ValueKind: JsonValueKind.Number } number
            && number.TryGetInt32(out var seconds)
            && seconds >= 1
            && seconds <= InitialAccessTokens.MaxLifetime.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
