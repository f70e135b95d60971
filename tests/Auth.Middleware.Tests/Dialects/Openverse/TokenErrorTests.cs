using Auth.Rig;

namespace Auth.Dialects.Openverse;

/// <summary>What the token endpoint refuses, and in which words; {id} and {secret} stand for good credentials.</summary>
public sealed class TokenErrorTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Good = "client_id={id}&client_secret={secret}";
    private const string UnsupportedGrant = """{"error":"unsupported_grant_type"}""";
    private const string InvalidClient = """{"error":"invalid_client"}""";
    private const string InvalidScope = """{"error":"invalid_scope"}""";
    private const string Twice =
        """{"error":"invalid_request","error_description":"A parameter was sent more than once."}""";
    private const string Malformed = """{"error":"invalid_request","error_description":"The form is malformed."}""";

    [Theory]
    [Trait("rfc", "6749-5.2")]
    [InlineData("", Form, 400, UnsupportedGrant)]
    [InlineData(Good, Form, 400, UnsupportedGrant)]
    [InlineData(Good + "&grant_type=", Form, 400, UnsupportedGrant)]
    [InlineData(Good + "&grant_type=password&username=u&password=p", Form, 400, UnsupportedGrant)]
    [InlineData(Good + "&grant_type=CLIENT_CREDENTIALS", Form, 400, UnsupportedGrant)]
    [InlineData(Good + "&grant_type=client_credentials%20", Form, 400, UnsupportedGrant)]
    [InlineData(Good + "&GRANT_TYPE=client_credentials", Form, 400, UnsupportedGrant)]
    [InlineData("client_id=x&client_secret=y&grant_type=implicit", Form, 400, UnsupportedGrant)]
    [InlineData(
        """{"grant_type":"client_credentials","client_id":"{id}","client_secret":"{secret}"}""",
        "application/json",
        400,
        UnsupportedGrant
    )]
    [InlineData("[]", "application/json", 400, UnsupportedGrant)]
    [InlineData("client_id=unknown&client_secret={secret}", Form, 401, InvalidClient)]
    [InlineData("client_id=&client_secret={secret}", Form, 401, InvalidClient)]
    [InlineData("client_secret={secret}", Form, 401, InvalidClient)]
    [InlineData("client_id={id}", Form, 401, InvalidClient)]
    [InlineData("client_id={id}&client_secret=", Form, 401, InvalidClient)]
    [InlineData("client_id={id}&client_secret=+{secret}", Form, 401, InvalidClient)]
    [InlineData("client_id={id}&client_secret={secret}+", Form, 401, InvalidClient)]
    [InlineData("client_id={id}&client_secret={secret}%00", Form, 401, InvalidClient)]
    [InlineData("client_id={id}&client_secret=auth_cs", Form, 401, InvalidClient)]
    [InlineData("Client_Id={id}&client_secret={secret}", Form, 401, InvalidClient)]
    [InlineData(
        "client_id={id}%00&client_secret={secret}",
        Form,
        400,
        """{"detail":"Invalid credentials","error":"invalid_request"}"""
    )]
    [InlineData(Good + "&scope=", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=+", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=admin", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=read+admin", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=READ", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=read%2Bwrite", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=read%09write", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=a%22b", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=%C3%A9", Form, 400, InvalidScope)]
    [InlineData(Good + "&scope=read%00", Form, 400, InvalidScope)]
    [InlineData(Good + "&client_id={id}", Form, 400, Twice)]
    [InlineData(Good + "&foo=1&foo=1", Form, 400, Twice)]
    [InlineData(Good + "&grant_type=client_credentials&grant_type=client_credentials", Form, 400, Twice)]
    [InlineData(Good + "&x=%", Form, 400, Malformed)]
    [InlineData(Good + "&x=%C0%80", Form, 400, Malformed)]
    [InlineData(Good + "&x=%ED%A0%80", Form, 400, Malformed)]
    [InlineData(
        Good,
        Form + "; charset=utf-7",
        400,
        """{"error":"invalid_request","error_description":"The charset must be UTF-8."}"""
    )]
    [InlineData(
        Good,
        "multipart/form-data",
        400,
        """{"error":"invalid_request","error_description":"The multipart body is malformed."}"""
    )]
    [InlineData(Good, "text/plain", 415, """{"detail":"Unsupported media type \"text/plain\" in request."}""")]
    [InlineData(Good, null, 415, """{"detail":"Unsupported media type \"\" in request."}""")]
    public async Task A_refusal_has_exactly_this_body(string body, string? type, int status, string expected)
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();
        var asksForGrant =
            body.Contains("grant_type", StringComparison.OrdinalIgnoreCase)
            || expected == UnsupportedGrant
            || type != Form;

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.TokenPath,
            OpenverseHost.Raw(
                (asksForGrant ? body : body + "&grant_type=client_credentials")
                    .Replace("{id}", registered.ClientId, StringComparison.Ordinal)
                    .Replace("{secret}", registered.Secret, StringComparison.Ordinal),
                type
            )
        );

        (reply.Status, reply.Body).ShouldBe((status, expected));
        reply.MediaType.ShouldBe("application/json");
        reply.Header("Cache-Control").ShouldBe("no-store");
        reply.Header("Pragma").ShouldBe("no-cache");
        reply.Header("WWW-Authenticate").ShouldBe(status == 401 ? "Basic realm=\"api\"" : null);
    }

    [Fact]
    [Trait("attack", "58")]
    public async Task Broken_JSON_is_answered_as_such()
    {
        await using var host = await OpenverseHost.StartAsync();

        var reply = await host.PostJsonAsync(OpenverseHost.TokenPath, "{\"grant_type\":");

        reply.Status.ShouldBe(400);
        reply.Text("detail").ShouldStartWith("JSON parse error - ");
    }

    [Fact]
    [Trait("rfc", "6749-2.3.1")]
    public async Task Credentials_in_the_query_are_never_accepted()
    {
        await using var host = await OpenverseHost.StartAsync();
        var (id, secret) = await host.RegisterAsync();
        var query = $"grant_type=client_credentials&client_id={id}&client_secret={secret}";

        var reply = await host.PostFormAsync($"{OpenverseHost.TokenPath}?{query}");

        (reply.Status, reply.Body).ShouldBe(
            (400, """{"error":"invalid_request","error_description":"URL query parameters are not allowed"}""")
        );
    }

    [Fact]
    [Trait("rfc", "6749-2.3")]
    [Trait("attack", "7")]
    public async Task Two_ways_to_authenticate_are_refused_even_when_they_agree()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var both = await Post(("client_secret", registered.Secret));
        var other = await Post(("client_id", "another"));

        both.Body.ShouldBe(
            """{"error":"invalid_request","error_description":"The client authenticated in more than one way."}"""
        );
        other.Body.ShouldBe(
            """{"error":"invalid_request","error_description":"The client_id differs from the one in the Authorization header."}"""
        );
        (both.Status, other.Status).ShouldBe((400, 400));

        Task<WireReply> Post((string, string) more) =>
            host.SendAsync(
                HttpMethod.Post,
                OpenverseHost.TokenPath,
                OpenverseHost.Form(("grant_type", "client_credentials"), more),
                registered.Basic
            );
    }
}
