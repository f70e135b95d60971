using System.Collections.Immutable;
using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Resources;
using Auth.Storage;
using Auth.Time;

namespace Auth.Authorization.Requests;

/// <summary>Checks authorization requests: first who asks and where the answer goes, then, with an answer possible, all else.</summary>
internal sealed class AuthorizationRequestReader(IClientStore clients, KnownResources resources, AuthClock clock)
{
    private const int MaxClientIdLength = 100;
    private const int ThumbprintLength = 43;

    /// <summary>Reads a request.</summary>
    /// <param name="parameters">What was sent.</param>
    /// <param name="repeated">The names that were sent more than once.</param>
    /// <param name="profile">The rules.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The request, or why it is refused.</returns>
    public async ValueTask<(AuthorizationRequest? Request, AuthorizationRefusal? Refusal)> ReadAsync(
        RequestParameters parameters,
        IReadOnlyCollection<string> repeated,
        AuthorizationProfile profile,
        CancellationToken cancellationToken
    )
    {
        var state = parameters.Text("state");
        if (repeated.Contains("client_id") || repeated.Contains("redirect_uri"))
        {
            return Refuse(AuthorizationProblem.Malformed);
        }

        if (parameters.Text("client_id") is not { } clientId)
        {
            return Refuse(AuthorizationProblem.ClientIdMissing);
        }

        if (await FindClientAsync(clientId, cancellationToken) is not { } client)
        {
            return Refuse(AuthorizationProblem.ClientUnknown);
        }

        var (redirectUri, redirectProblem) = ReadRedirectUri(parameters, client, profile);
        if (redirectUri is null)
        {
            return Refuse(redirectProblem);
        }

        var (mode, modeProblem) = ReadMode(parameters, profile);
        var target = new AuthorizationReturn(redirectUri, mode, state);
        var request = new AuthorizationRequest
        {
            Client = client,
            Return = target,
            NamedRedirectUri = parameters.Text("redirect_uri") is not null,
            Scopes = [],
            Parameters = parameters,
        };
        var (complete, problem) = ReadRest(request, repeated, modeProblem, profile);
        return complete is null ? (null, new AuthorizationRefusal(problem, target, state)) : (complete, null);

        (AuthorizationRequest?, AuthorizationRefusal?) Refuse(AuthorizationProblem because) =>
            (null, new AuthorizationRefusal(because, Return: null, state));
    }

    private async ValueTask<Client?> FindClientAsync(string clientId, CancellationToken cancellationToken)
    {
        if (clientId.Length > MaxClientIdLength || clientId.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var client = await clients.FindAsync(clientId, cancellationToken);
        return client is null || client.Disabled || client.HasLapsed(clock.UtcNow) ? null : client;
    }

    /// <summary>The redirect URI of the request, or the only registered one (RFC 6749 section 3.1.2.3).</summary>
    private static (string? RedirectUri, AuthorizationProblem Problem) ReadRedirectUri(
        RequestParameters parameters,
        Client client,
        AuthorizationProfile profile
    )
    {
        if (parameters.Text("redirect_uri") is not { } requested)
        {
            return !profile.RequiresRedirectUri && client.RedirectUris is [var only] && IsUsable(only)
                ? (only, default)
                : (null, AuthorizationProblem.RedirectUriMissing);
        }

        return IsUsable(requested) && client.RedirectUris.Any(registered => IsSame(registered, requested))
            ? (requested, default)
            : (null, AuthorizationProblem.RedirectUriUnknown);

        bool IsSame(string registered, string uri) =>
            registered == AuthorizationProfile.OutOfBand || uri == AuthorizationProfile.OutOfBand
                ? registered == uri
                : profile.MatchesRedirect(registered, uri);

        bool IsUsable(string uri) => uri != AuthorizationProfile.OutOfBand || profile.NativePath is not null;
    }

    private static (string Mode, AuthorizationProblem? Problem) ReadMode(
        RequestParameters parameters,
        AuthorizationProfile profile
    )
    {
        var mode = parameters.Text("response_mode") ?? profile.ResponseModes[0];
        return profile.ResponseModes.Contains(mode, StringComparer.Ordinal)
            ? (mode, null)
            : (profile.ResponseModes[0], AuthorizationProblem.ResponseModeUnsupported);
    }

    private (AuthorizationRequest? Request, AuthorizationProblem Problem) ReadRest(
        AuthorizationRequest request,
        IReadOnlyCollection<string> repeated,
        AuthorizationProblem? modeProblem,
        AuthorizationProfile profile
    )
    {
        var parameters = request.Parameters;
        if (repeated.Count > 0)
        {
            return (null, AuthorizationProblem.Repeated);
        }

        if (parameters.Text("response_type") is not { } type)
        {
            return (null, AuthorizationProblem.ResponseTypeMissing);
        }

        if (type != "code")
        {
            return (null, AuthorizationProblem.ResponseTypeUnsupported);
        }

        if (modeProblem is { } mode)
        {
            return (null, mode);
        }

        if (!request.Client.GrantTypes.Contains(AuthorizationCodeGrant.Type, StringComparer.Ordinal))
        {
            return (null, AuthorizationProblem.ClientNotAllowed);
        }

        if (profile.Scopes(request.Client, parameters.Text("scope")) is not { } scopes)
        {
            return (null, AuthorizationProblem.ScopeInvalid);
        }

        var (challenge, challengeProblem) = ReadChallenge(parameters, request.Client);
        if (challengeProblem is { } wrong)
        {
            return (null, wrong);
        }

        var (audience, error) = resources.Read(parameters);
        return error is not null
            ? (null, AuthorizationProblem.ResourceInvalid)
            : ReadKey(request with { Scopes = scopes, CodeChallenge = challenge, Audience = audience });
    }

    private static (string? Challenge, AuthorizationProblem? Problem) ReadChallenge(
        RequestParameters parameters,
        Client client
    ) =>
        parameters.Text("code_challenge") switch
        {
            null => (null, IsPublic(client) ? AuthorizationProblem.ChallengeMissing : null),
            _ when parameters.Text("code_challenge_method") != CodeChallenge.Method => (
                null,
                AuthorizationProblem.ChallengeMethodUnsupported
            ),
            var challenge when !CodeChallenge.IsWellFormed(challenge) => (
                null,
                AuthorizationProblem.ChallengeMalformed
            ),
            var challenge => (challenge, null),
        };

    private static (AuthorizationRequest?, AuthorizationProblem) ReadKey(AuthorizationRequest request) =>
        request.Parameters.Text("dpop_jkt") is not { } thumbprint ? (request, default)
        : thumbprint.Length == ThumbprintLength ? (request with { KeyThumbprint = thumbprint }, default)
        : (null, AuthorizationProblem.KeyMalformed);

    private static bool IsPublic(Client client) => client.AuthenticationMethod == ClientAuthenticator.None;
}
