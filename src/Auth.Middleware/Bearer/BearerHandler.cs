using Auth.Pipeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Auth.Bearer;

/// <summary>The authentication scheme: hands the framework what the middleware found out, and words its challenges.</summary>
internal sealed class BearerHandler(EndpointRulesTable rules, PrincipalSource principals) : IAuthenticationHandler
{
    private static readonly Task<AuthenticateResult> NoResult = Task.FromResult(AuthenticateResult.NoResult());

    private HttpContext _context = null!;
    private AuthenticationScheme _scheme = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        (_scheme, _context) = (scheme, context);
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync()
    {
        if ((_context.Features.Get<IHttpAuthenticationFeature>() as AuthRequest)?.Session?.Ticket is not { } ticket)
        {
            return NoResult;
        }

        return principals.IsShared
            ? ticket.Result
            : Task.FromResult(
                AuthenticateResult.Success(new AuthenticationTicket(ticket.CreatePrivatePrincipal(), _scheme.Name))
            );
    }

    public Task ChallengeAsync(AuthenticationProperties? properties) =>
        rules.For(_context.GetEndpoint()).Wire.WriteBearerFailureAsync(_context, BearerFailure.Missing);

    public Task ForbidAsync(AuthenticationProperties? properties) =>
        rules.For(_context.GetEndpoint()).Wire.WriteForbiddenAsync(_context, scope: null);
}
