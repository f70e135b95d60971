using Auth.Rig;
using Auth.Storage;
using Auth.TestKit;

namespace Auth.OAuth;

/// <summary>RFC 7592.</summary>
public sealed class ManagementTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7592-2.1")]
    [Trait("line", "D5")]
    [Trait("line", "H3")]
    public async Task A_client_reads_its_registration(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var key = await host.RegisterAsync("""{"client_name":"App","scope":"read"}""");

        var reply = await host.GetAsync(key.Path, key.Manage);
        var head = await host.SendAsync(HttpMethod.Head, key.Path, content: null, key.Manage);

        reply.Status.ShouldBe(200);
        reply.ShouldNotBeStored();
        reply.Text("client_name").ShouldBe("App");
        reply.Has("client_secret").ShouldBeFalse();
        (head with { Body = reply.Body }).Whole.ShouldBe(reply.Whole);
    }

    [Fact]
    [Trait("rfc", "7592-2.1")]
    [Trait("line", "D5")]
    [Trait("line", "H1")]
    public async Task A_wrong_token_and_an_unknown_client_have_the_same_answer()
    {
        await using var host = await OAuthHost.StartAsync();
        var (key, other) = (await host.RegisterAsync(), await host.RegisterAsync());
        var access = await host.TokenAsync(key);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            var wrong = await host.SendAsync(method, key.Path, content: null, other.Manage);

            wrong.ShouldBeError(401, "invalid_token");
            foreach (var token in new[] { "nonsense", access, key.Secret, key.RegistrationToken + "x" })
            {
                (await host.SendAsync(method, key.Path, content: null, OAuthHost.Bearer(token))).Whole.ShouldBe(
                    wrong.Whole
                );
            }

            var unknown = await host.SendAsync(method, "/oauth2/register/nobody", content: null, key.Manage);
            unknown.Whole.ShouldBe(wrong.Whole);
        }

        (await host.GetAsync(key.Path, key.Manage)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "6750-3")]
    [Trait("line", "D5")]
    public async Task Without_any_token_the_challenge_names_no_error()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        foreach (var headers in new[] { [], new[] { key.Basic } })
        {
            var reply = await host.GetAsync(key.Path, headers);

            reply.Status.ShouldBe(401);
            reply.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Bearer realm=\"api\"");
            reply.Header("WWW-Authenticate")!.ShouldNotContain("error");
        }
    }

    [Fact]
    [Trait("rfc", "7592-2.2")]
    [Trait("line", "D5")]
    public async Task PUT_replaces_everything_and_what_is_left_out_is_gone()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync(
            """{"client_name":"App","client_uri":"https://app.example","scope":"read","redirect_uris":["https://app.example/cb"]}"""
        );

        var reply = await PutAsync(host, key, """ "client_name":"Other","scope":"write" """);

        reply.Status.ShouldBe(200, reply.Body);
        reply.ShouldNotBeStored();
        reply.Text("client_name").ShouldBe("Other");
        reply.Has("client_uri").ShouldBeFalse();
        reply.Has("redirect_uris").ShouldBeFalse();
        reply.Has("client_secret").ShouldBeFalse();
        (await host.GetAsync(key.Path, key.Manage)).Body.ShouldBe(reply.Body);
        (await host.RequestTokenAsync(key)).Text("scope").ShouldBe("write");
    }

    [Theory]
    [InlineData(""" "client_secret":"wrong" """, "invalid_client_metadata")]
    [InlineData(""" "client_secret":null """, "invalid_client_metadata")]
    [InlineData(""" "client_secret":1 """, "invalid_client_metadata")]
    [InlineData(""" "registration_access_token":"x" """, "invalid_request")]
    [InlineData(""" "registration_client_uri":"x" """, "invalid_request")]
    [InlineData(""" "client_secret_expires_at":0 """, "invalid_request")]
    [InlineData(""" "client_id_issued_at":0 """, "invalid_request")]
    [InlineData(""" "scope":"unknown" """, "invalid_client_metadata")]
    [InlineData(""" "redirect_uris":["x"] """, "invalid_redirect_uri")]
    [InlineData(""" "token_endpoint_auth_method":"none" """, "invalid_client_metadata")]
    [Trait("rfc", "7592-2.2")]
    [Trait("line", "D5")]
    public async Task PUT_refuses_what_only_the_server_sets_and_a_wrong_secret(string members, string code)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var before = await host.GetAsync(key.Path, key.Manage);

        (await PutAsync(host, key, members)).ShouldBeError(400, code);

        (await host.GetAsync(key.Path, key.Manage)).Body.ShouldBe(before.Body);
    }

    [Fact]
    [Trait("rfc", "7592-2.2")]
    [Trait("line", "D5")]
    public async Task PUT_takes_the_current_secret_and_the_clients_own_id_only()
    {
        await using var host = await OAuthHost.StartAsync();
        var (key, other) = (await host.RegisterAsync(), await host.RegisterAsync());

        (await PutAsync(host, key, $""" "client_secret":"{key.Secret}" """)).Status.ShouldBe(200);
        (await PutAsync(host, key, $""" "client_secret":"{other.Secret}" """)).Status.ShouldBe(400);
        (await PutAsync(host, key with { Id = other.Id }, "", key.Path)).ShouldBeError(400, "invalid_request");
        (await host.SendJsonAsync(HttpMethod.Put, key.Path, "{}", key.Manage)).ShouldBeError(400, "invalid_request");
        (await host.RequestTokenAsync(key)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7592-2.2")]
    [Trait("line", "D5")]
    public async Task Of_concurrent_PUTs_none_is_lost_without_being_told(StoreKind store)
    {
        const int contestants = 4;
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var key = await host.RegisterAsync();

        var rounds = await Race.RunAsync(
            contestants,
            10,
            (round, number) => PutAsync(host, key, $""" "client_name":"{round}-{number}" """)
        );

        var replies = rounds.SelectMany(round => round).ToList();
        replies.ShouldAllBe(reply => reply.Status == 200 || reply.Status == 409);
        var client = await host.Of<IClientStore>().FindAsync(key.Id, CancellationToken.None);
        client!.Version.ShouldBe(1 + replies.Count(reply => reply.Status == 200));
        rounds[^1].Where(reply => reply.Status == 200).ShouldContain(reply => reply.Text("client_name") == client.Name);
    }

    [Fact]
    [Trait("rfc", "7592-2.2")]
    [Trait("line", "D5")]
    public async Task A_PUT_that_comes_second_is_told_so()
    {
        var meanwhile = new Meanwhile();
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Builder = builder =>
                builder.UseStore<IClientStore>(provider =>
                {
                    meanwhile.Inner =
                        Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<Storage.InMemory.InMemoryClientStore>(
                            provider
                        );
                    return meanwhile;
                })
        );
        var key = await host.RegisterAsync();
        meanwhile.Change = client => client with { Name = "First" };

        (await PutAsync(host, key, """ "client_name":"Second" """)).ShouldBeError(409, "invalid_request");

        (await host.GetAsync(key.Path, key.Manage)).Text("client_name").ShouldBe("First");
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7592-2.3")]
    [Trait("line", "D5")]
    public async Task DELETE_removes_the_client_and_its_tokens_at_once(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);
        (await host.UseAsync(token)).Status.ShouldBe(200);

        var reply = await host.SendAsync(HttpMethod.Delete, key.Path, content: null, key.Manage);

        reply.Status.ShouldBe(204);
        reply.Body.ShouldBeEmpty();
        reply.ShouldNotBeStored();
        (await host.UseAsync(token)).Status.ShouldBe(401);
        (await host.GetAsync(key.Path, key.Manage)).ShouldBeError(401, "invalid_token");
        (await host.RequestTokenAsync(key)).ShouldBeError(401, "invalid_client");
    }

    private static Task<Reply> PutAsync(OAuthHost host, Key key, string members, string? path = null)
    {
        var rest = string.IsNullOrWhiteSpace(members) ? "" : "," + members;
        return host.SendJsonAsync(
            HttpMethod.Put,
            path ?? key.Path,
            $$"""{"client_id":"{{key.Id}}"{{rest}}}""",
            key.Manage
        );
    }
}
