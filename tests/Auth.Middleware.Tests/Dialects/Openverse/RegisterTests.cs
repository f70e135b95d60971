using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/register/</c>, success.</summary>
public sealed class RegisterTests
{
    private const string Body = """{"name":" My project ","description":"For tests","email":"dev@example.org"}""";

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task An_application_is_registered_with_exactly_this_answer(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);

        var reply = await host.PostJsonAsync(OpenverseHost.RegisterPath, Body);

        reply
            .Json.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["client_id", "client_secret", "name", "msg"]);
        reply.Text("name").ShouldBe("My project");
        Snapshot.ShouldMatch(reply.Masked);
    }

    [Theory]
    [InlineData("/v1/auth_tokens/register/")]
    [InlineData("/v1/auth_tokens/register")]
    [InlineData("/v1/auth_tokens/register?format=json")]
    [InlineData("/V1/Auth_Tokens/REGISTER/")]
    [InlineData("/v1/auth_tokens/%72egister/")]
    public async Task Both_slash_forms_and_all_spellings_are_served_directly_under_one_limit(string path)
    {
        await using var host = await OpenverseHost.StartAsync();
        await host.RegisterAsync("First");

        var reply = await host.PostJsonAsync(path, Body);

        reply.Status.ShouldBe(201);
        reply.Header("X-RateLimit-Available-tenperday").ShouldBe("8");
    }

    [Fact]
    public async Task JSON_forms_and_multipart_are_read()
    {
        await using var host = await OpenverseHost.StartAsync();
        (string, string)[] Fields(string name) =>
            [("name", name), ("description", "For tests"), ("email", "dev@example.org")];

        var form = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.RegisterPath,
            OpenverseHost.Form(Fields("Form & Söhne 名"))
        );
        var multipart = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.RegisterPath,
            OpenverseHost.Multipart(Fields("Multipart & Söhne 名"))
        );
        var json = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.RegisterPath,
            OpenverseHost.Raw(
                Body.Replace("My project", "JSON & S\\u00f6hne 名", StringComparison.Ordinal),
                "Application/JSON; charset=\"UTF-8\""
            )
        );

        form.Text("name").ShouldBe("Form & Söhne 名");
        multipart.Text("name").ShouldBe("Multipart & Söhne 名");
        json.Text("name").ShouldBe("JSON & Söhne 名");
        json.Body.ShouldContain("\"JSON & Söhne 名\"", Case.Sensitive, "non-ASCII stands raw");
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_and_numbers_become_text()
    {
        await using var host = await OpenverseHost.StartAsync();

        var reply = await host.PostJsonAsync(
            OpenverseHost.RegisterPath,
            """{"name":12,"description":3.50,"email":"dev@example.org","verified":true,"rate_limit_model":"exempt","Name":"x"}"""
        );

        reply.Status.ShouldBe(201);
        reply.Text("name").ShouldBe("12");
        var registered = new Registered(reply.Text("client_id"), reply.Text("client_secret"));
        var token = await host.TokenAsync(registered);
        var info = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token));
        info.Json.GetProperty("verified").GetBoolean().ShouldBeFalse();
        info.Text("rate_limit_model").ShouldBe("standard");
    }

    [Fact]
    public async Task One_address_may_own_several_applications()
    {
        await using var host = await OpenverseHost.StartAsync();

        var first = await host.RegisterAsync("One");
        var second = await host.RegisterAsync("Two");

        first.ClientId.ShouldNotBe(second.ClientId);
        first.Secret.ShouldNotBe(second.Secret);
    }

    [Fact]
    public async Task A_client_that_reads_three_fields_and_posts_without_slashes_works_to_the_end()
    {
        // CC Catalog: the walkthrough's paths, fields and order of calls.
        await using var host = await OpenverseHost.StartAsync();

        var registered = await host.PostJsonAsync(
            "/v1/auth_tokens/register",
            """{"name": "My amazing project", "description": "To access CC Catalog API", "email": "cccatalog-api@creativecommons.org"}"""
        );
        var (id, secret, name) = (
            registered.Text("client_id"),
            registered.Text("client_secret"),
            registered.Text("name")
        );
        var token = await host.SendAsync(
            HttpMethod.Post,
            "/v1/auth_tokens/token/",
            OpenverseHost.Raw(
                $"client_id={id}&client_secret={secret}&grant_type=client_credentials",
                "application/x-www-form-urlencoded"
            )
        );
        await host.DeliverAsync();
        var verified = await host.GetAsync(OpenverseHost.LinkPath(host.Mail.Sent[0]).TrimEnd('/'));
        var info = await host.GetAsync("/v1/rate_limit", OpenverseHost.Bearer(token.Text("access_token")));

        name.ShouldBe("My amazing project");
        verified.Status.ShouldBe(200);
        info.Json.GetProperty("verified").GetBoolean().ShouldBeTrue();
    }
}
