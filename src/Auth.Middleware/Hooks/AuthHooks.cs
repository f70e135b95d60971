using System.Collections.Immutable;
using System.Security.Claims;
using Auth.Registration;
using Auth.Storage;
using Microsoft.Extensions.Options;

namespace Auth.Hooks;

/// <summary>Asks the host, where it wants to be asked.</summary>
internal sealed class AuthHooks(IOptions<AuthEvents> events)
{
    private readonly AuthEvents _events = events.Value;

    /// <summary>Asks about a registration.</summary>
    /// <returns>The context as the host leaves it; <see langword="null"/> when the host does not ask to be asked.</returns>
    public async ValueTask<ClientRegisteringContext?> RegisteringAsync(ClientRegistration registration, string tier)
    {
        if (_events.OnClientRegistering is not { } ask)
        {
            return null;
        }

        var context = new ClientRegisteringContext(
            registration.Name,
            registration.Email?.Value,
            registration.Scopes,
            tier
        )
        {
            Description = registration.Description,
            Website = registration.Website,
            RedirectUris = registration.RedirectUris,
            Dialect = registration.Dialect,
        };
        await ask(context);
        return context;
    }

    /// <summary>Asks about a token.</summary>
    /// <returns>The context as the host leaves it; <see langword="null"/> when the host does not ask to be asked.</returns>
    public async ValueTask<TokenIssuingContext?> IssuingAsync(
        Client client,
        ImmutableArray<string> scopes,
        TimeSpan? lifetime,
        string? subject,
        ImmutableArray<string> audience
    )
    {
        if (_events.OnTokenIssuing is not { } ask)
        {
            return null;
        }

        var context = new TokenIssuingContext(client, scopes, lifetime) { Subject = subject, Audience = audience };
        await ask(context);
        return context;
    }

    /// <summary>Asks about a token that was read.</summary>
    /// <returns>The claims the host adds; <see langword="null"/> when it refuses the token.</returns>
    public async ValueTask<IReadOnlyList<Claim>?> ValidatedAsync(TokenLookup found)
    {
        if (_events.OnTokenValidated is not { } ask)
        {
            return [];
        }

        var context = new TokenValidatedContext(found.Client, found.Token);
        await ask(context);
        return context.IsRejected ? null : context.Claims;
    }
}
