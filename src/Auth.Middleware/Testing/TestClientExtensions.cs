using System.Net.Http.Headers;
using Auth.Credentials;
using Auth.Registration;
using Auth.Storage;
using Auth.Time;
using Auth.Token;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Testing;

/// <summary>Makes authenticated callers for a host's own tests, without registration, mail or token requests.</summary>
/// <remarks>Works on the services of the host under test, such as <c>WebApplicationFactory.Services</c>. See docs/testing.md.</remarks>
public static class TestClientExtensions
{
    /// <summary>Stores a client and issues a token for it.</summary>
    /// <param name="services">The services of the host under test.</param>
    /// <param name="client">Who to be.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The access token.</returns>
    public static async Task<string> IssueTestTokenAsync(
        this IServiceProvider services,
        TestClient? client = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        client ??= new TestClient();
        var now = services.GetRequiredService<AuthClock>().UtcNow;
        var stored = new Client
        {
            Id = Base62.Random(32),
            Name = client.Name,
            NormalizedName = ClientName.Normalize(client.Name),
            Tier = client.Tier,
            Scopes = client.Scopes,
            GrantTypes = ["client_credentials"],
            Verified = client.Verified,
            CreatedAt = now,
        };
        await services.GetRequiredService<IClientStore>().AddAsync(stored, mail: null, now, cancellationToken);
        var issuer = services.GetRequiredService<TokenIssuer>();
        return await issuer.IssueAsync(stored, client.Scopes, client.TokenLifetime, cancellationToken) switch
        {
            IssueOutcome.Issued(var token) => token.Token,
            IssueOutcome.Refused(var error) => throw new InvalidOperationException(
                $"OnTokenIssuing refuses the token: {error.Description}"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Makes an HTTP client call as a client with the given scopes and tier.</summary>
    /// <param name="http">The HTTP client, such as <c>WebApplicationFactory.CreateClient()</c>.</param>
    /// <param name="services">The services of the host under test.</param>
    /// <param name="client">Who to be.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The same HTTP client.</returns>
    /// <example><code>var http = await factory.CreateClient().AuthenticateAsync(factory.Services, new() { Scopes = ["orders:read"] });</code></example>
    public static async Task<HttpClient> AuthenticateAsync(
        this HttpClient http,
        IServiceProvider services,
        TestClient? client = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        var token = await services.IssueTestTokenAsync(client, cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
