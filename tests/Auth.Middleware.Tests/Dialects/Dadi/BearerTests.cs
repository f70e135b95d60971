using Auth.Rig;

namespace Auth.Dialects.Dadi;

public sealed class MemoryBearerTests() : BearerTests(StoreKind.Memory);

public sealed class SqliteBearerTests() : BearerTests(StoreKind.Sqlite);

public sealed class PostgreSqlBearerTests() : BearerTests(StoreKind.PostgreSql);

/// <summary>Bearer errors on the dialect's routes, and on a host's routes that speak it.</summary>
public abstract class BearerTests(StoreKind store) : DadiTest(store)
{
    private const string InvalidToken =
        "Bearer, error=\"invalid_token\", error_description=\"Invalid or expired access token\"";

    [Theory]
    [InlineData("/api/clients")]
    [InlineData("/api/client")]
    [InlineData("/api/roles")]
    [InlineData("/api/keys")]
    [InlineData("/private")]
    [InlineData("/things")]
    public async Task A_token_that_is_no_good_is_answered_so_that_clients_get_a_new_one(string path)
    {
        foreach (
            var token in (string[])
                [
                    "4172bbf1-0890-41c7-b0db-477095a288b6",
                    Host.Root[..^1] + (Host.Root[^1] == 'a' ? 'b' : 'a'),
                    Host.Root + "x",
                    "eyJhbGciOiJub25lIn0.eyJjbGllbnRJZCI6InRlc3RDbGllbnQiLCJhY2Nlc3NUeXBlIjoiYWRtaW4ifQ.",
                ]
        )
        {
            var reply = await Host.GetAsync(path, token);

            ShouldBe(reply, 401, Unauthorised);
            reply.Header("WWW-Authenticate").ShouldBe(InvalidToken);
            reply.Header("Content-Type").ShouldBe("application/json");
            reply.Header("ETag")!.ShouldStartWith("\"bc-");
            reply.Header("Content-Length").ShouldBe("188");
        }
    }

    [Fact]
    public async Task Without_a_token_there_is_a_challenge_and_no_error()
    {
        var reply = await Host.GetAsync("/private");

        ShouldBe(reply, 401, Unauthorised);
        reply.Header("WWW-Authenticate").ShouldBe("Bearer realm=\"api\"");
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer a b")]
    public async Task A_header_without_a_token_is_said_to_have_none(string header)
    {
        var reply = await Host.SendAsync("GET", "/private", headers: ("Authorization", header));

        ShouldBe(reply, 401, Unauthorised);
        reply
            .Header("WWW-Authenticate")
            .ShouldBe("Bearer, error=\"no_token\", error_description=\"No access token supplied\"");
    }

    [Fact]
    public async Task A_known_caller_without_permission_is_forbidden()
    {
        var token = await Host.NewClientAsync("ada");

        foreach (var path in (string[])["/api/clients", "/api/roles", "/things", "/some-things"])
        {
            var reply = await Host.GetAsync(path, token);

            ShouldBe(reply, 403, Forbidden);
            reply.Header("WWW-Authenticate").ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_host_route_without_the_dialect_keeps_its_own_words()
    {
        var reply = await Host.GetAsync("/plain-things", await Host.NewClientAsync("ada"));

        reply.Status.ShouldBe(403);
        reply.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_disabled_client_is_forbidden()
    {
        var token = await Host.NewClientAsync("ada");
        var clients =
            Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Auth.Storage.IClientStore>(
                Host.Services
            );
        var client = await clients.FindAsync("ada", default);
        await clients.TryUpdateAsync(client! with { Disabled = true }, default);

        ShouldBe(await Host.GetAsync("/api/client", token), 403, Forbidden);
        (await Host.RequestTokenAsync("ada", "s")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Routes_of_the_dialect_are_not_a_prefix()
    {
        foreach (var path in (string[])["/api", "/api/v1/apps", "/api/v1/clients", "/api/clientss", "/api/unknown"])
        {
            (await Host.GetAsync(path, Host.Root)).Status.ShouldBe(404);
        }
    }

    [Theory]
    [InlineData("PATCH", "/api/clients")]
    [InlineData("DELETE", "/api/client")]
    [InlineData("POST", "/api/resources")]
    [InlineData("GET", "/api/clients/a/roles")]
    public async Task Other_methods_are_not_there(string method, string path) =>
        ShouldBe(await Host.SendAsync(method, path, Host.Root), 404, "");

    [Fact]
    public async Task HEAD_has_the_headers_of_GET_and_no_body()
    {
        var (get, head) = (
            await Host.GetAsync("/api/client", Host.Root),
            await Host.SendAsync("HEAD", "/api/client", Host.Root)
        );

        head.Status.ShouldBe(200);
        head.Body.ShouldBeEmpty();
        head.Header("ETag").ShouldBe(get.Header("ETag"));
        head.Header("Content-Length").ShouldBe(get.Header("Content-Length"));
    }
}
