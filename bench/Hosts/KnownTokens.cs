using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Auth.Bench.Hosts;

/// <summary>The framework contestant's tokens, each of a client.</summary>
internal sealed class KnownTokens
{
    private readonly ConcurrentDictionary<string, string> _clients = new(StringComparer.Ordinal);

    /// <summary>Makes a token of a new client, as long as ours are.</summary>
    public string Add()
    {
        var number = _clients.Count.ToString(CultureInfo.InvariantCulture);
        var token = $"known_at_{number.PadLeft(54, '0')}";
        _clients[token] = $"client {number}";
        return token;
    }

    /// <summary>Whose token it is.</summary>
    public string? Find(string token) => _clients.GetValueOrDefault(token);
}

/// <summary>The framework contestant's scheme: a look-up in memory.</summary>
internal sealed class KnownTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KnownTokens tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Start = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Start, StringComparison.Ordinal))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (tokens.Find(header[Start.Length..]) is not { } client)
        {
            return Task.FromResult(AuthenticateResult.Fail("unknown"));
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, client)], Scheme.Name);
        return Task.FromResult(
            AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name))
        );
    }
}
