using Auth.Pipeline;
using Auth.Wire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Auth.Bearer;

/// <summary>The authentication scheme: hands the framework what the middleware found out, and words its challenges.</summary>
internal sealed class BearerHandler(EndpointRulesTable rules, PrincipalSource principals, BearerChallenge challenge)
    : IAuthenticationHandler
{
    private static readonly Task<AuthenticateResult> NoResult = Task.FromResult(AuthenticateResult.NoResult());

    private HttpContext _context = null!;
    private AuthenticationScheme _scheme = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        (_scheme, _context) = (scheme, context);
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync() =>
        AuthRequest.Of(_context)?.Session is { } session
            ? Task.FromResult(
                AuthenticateResult.Success(new AuthenticationTicket(principals.For(session), _scheme.Name))
            )
            : NoResult;

    public async Task ChallengeAsync(AuthenticationProperties? properties)
    {
        if (await IsOneOfSeveralAsync())
        {
            Add(StatusCodes.Status401Unauthorized, challenge.For(BearerFailure.Missing));
            return;
        }

        await rules.For(_context.GetEndpoint()).Wire.WriteBearerFailureAsync(_context, BearerFailure.Missing);
    }

    public async Task ForbidAsync(AuthenticationProperties? properties)
    {
        if (await IsOneOfSeveralAsync())
        {
            Add(StatusCodes.Status403Forbidden, challenge.For(OAuthErrors.InsufficientScope));
            return;
        }

        await rules.For(_context.GetEndpoint()).Wire.WriteForbiddenAsync(_context, scope: null);
    }

    /// <summary>Adds to what the endpoint's other schemes say, and leaves the response open for them.</summary>
    private void Add(int status, string value)
    {
        JsonReply.NoStore(_context.Response);
        _context.Response.StatusCode = status;
        _context.Response.Headers.Append(HeaderNames.WWWAuthenticate, value);
    }

    /// <summary>Whether the endpoint's policies name more schemes: the framework then challenges with each of them.</summary>
    private async ValueTask<bool> IsOneOfSeveralAsync()
    {
        if (_context.GetEndpoint()?.Metadata is not { } metadata)
        {
            return false;
        }

        var policy = await AuthorizationPolicy.CombineAsync(
            _context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>(),
            metadata.GetOrderedMetadata<IAuthorizeData>(),
            metadata.GetOrderedMetadata<AuthorizationPolicy>()
        );
        return policy is { AuthenticationSchemes.Count: > 1 };
    }
}
