using Auth.OAuth;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Hooks;

/// <summary>A host decides about registrations.</summary>
public sealed class ClientRegisteringTests
{
    private static Task<OAuthHost> StartAsync(Func<ClientRegisteringContext, ValueTask> hook) =>
        OAuthHost.StartAsync(setup =>
            setup.Builder = auth =>
                auth.AddOpenverseDialect().AddEvents((events, _) => events.OnClientRegistering = hook)
        );

    [Fact]
    [Trait("rfc", "7591-3.2.1")]
    public async Task The_host_sets_tier_and_scopes()
    {
        await using var host = await StartAsync(context =>
        {
            context.Tier = "enhanced";
            context.Scopes = ["read"];
            return ValueTask.CompletedTask;
        });

        var reply = await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, """{"scope":"read write"}""");

        reply.Status.ShouldBe(201);
        reply.Text("scope").ShouldBe("read");
        var stored = await host.Of<IClientStore>().FindAsync(Key.Of(reply).Id, default);
        stored!.Tier.ShouldBe("enhanced");
    }

    [Fact]
    [Trait("rfc", "7591-3.2.2")]
    public async Task A_refused_application_is_told_why_and_not_stored()
    {
        await using var host = await StartAsync(context =>
        {
            if (context.Name.Contains("coin", StringComparison.OrdinalIgnoreCase))
            {
                context.Reject(OAuthErrors.InvalidClientMetadata with { Description = "No miners." });
            }

            return ValueTask.CompletedTask;
        });

        var standard = await host.SendJsonAsync(
            HttpMethod.Post,
            OAuthHost.RegisterPath,
            """{"client_name":"Coin digger"}"""
        );
        var openverse = await host.SendJsonAsync(
            HttpMethod.Post,
            "/v1/auth_tokens/register/",
            """{"name":"Coin digger","description":"Digs","email":"dev@example.org"}"""
        );
        var admin = await host.SendJsonAsync(
            HttpMethod.Post,
            $"{OAuthHost.Admin}/clients",
            """{"name":"Coin digger"}"""
        );

        standard.ShouldBeError(400, "invalid_client_metadata");
        standard.Text("error_description").ShouldBe("No miners.");
        openverse.Status.ShouldBe(400);
        openverse.Body.ShouldBe("""{"detail":"No miners.","error":"invalid_client_metadata"}""");
        admin.Status.ShouldBe(400);
        admin.Text("detail").ShouldBe("No miners.");
        var stored = await host.Of<IClientStore>().PageAsync(new ClientQuery(null, null, [], null, 10), default);
        stored.ShouldBeEmpty();
        (await host.RegisterAsync("""{"client_name":"Weather"}""")).Id.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_host_sees_what_is_registered_and_by_which_dialect()
    {
        var seen = new List<ClientRegisteringContext>();
        await using var host = await StartAsync(context =>
        {
            seen.Add(context);
            return ValueTask.CompletedTask;
        });

        await host.SendJsonAsync(
            HttpMethod.Post,
            "/v1/auth_tokens/register/",
            """{"name":"Atlas","description":"Maps","email":"Dev@Example.ORG"}"""
        );
        await host.RegisterAsync("""{"client_name":"App","client_uri":"https://app.example"}""");

        seen[0].Name.ShouldBe("Atlas");
        seen[0].Description.ShouldBe("Maps");
        seen[0].EmailAddress.ShouldBe("Dev@example.org");
        seen[0].Dialect.ShouldBe("openverse");
        seen[0].Tier.ShouldBe("standard");
        seen[1].Website.ShouldBe("https://app.example");
        seen[1].EmailAddress.ShouldBeNull();
        seen[1].Dialect.ShouldBe("oauth2");
    }
}
