using System.Globalization;
using Auth.Rig;

namespace Auth.Dialects.Fediverse;

/// <summary><c>POST /api/v1/apps</c> of GoToSocial.</summary>
public sealed class GoToSocialAppsTests(OpenFediverse open) : IClassFixture<OpenFediverse>
{
    private const string Path = FediverseHost.GoToSocial + "/api/v1/apps";

    private FediverseHost Host => open.Host;

    [Fact]
    public async Task An_application_is_registered_with_exactly_these_members_in_this_order()
    {
        var reply = await Host.PostJsonAsync(
            Path,
            """{"client_name":"form app","redirect_uris":"https://a.example/cb\nhttps://b.example/cb","scopes":"read write","website":"https://x.example"}"""
        );

        reply.Status.ShouldBe(200);
        reply.MediaType.ShouldBe("application/json");
        reply.Header("Cache-Control").ShouldBe("no-store");
        FediverseHost
            .Members(reply)
            .ShouldBe([
                "id",
                "created_at",
                "name",
                "website",
                "redirect_uri",
                "redirect_uris",
                "client_id",
                "client_secret",
                "vapid_key",
                "scopes",
            ]);
        reply.Text("id").ShouldMatch("^0[0-9A-HJKMNP-TV-Z]{25}$");
        reply
            .Text("created_at")
            .ShouldBe(
                Host.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
            );
        reply.Text("name").ShouldBe("form app");
        reply.Text("website").ShouldBe("https://x.example");
        reply.Text("redirect_uri").ShouldBe("https://a.example/cb\nhttps://b.example/cb");
        FediverseHost
            .Texts(reply.Json.GetProperty("redirect_uris"))
            .ShouldBe(["https://a.example/cb", "https://b.example/cb"]);
        reply.Text("vapid_key").ShouldMatch("^[A-Za-z0-9_-]{87}$");
        FediverseHost.Texts(reply.Json.GetProperty("scopes")).ShouldBe(["read", "write"]);
        Time(reply.Text("id")).ShouldBe(Host.Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task All_but_the_name_may_be_left_out()
    {
        var reply = await Host.PostAsync(Path, ("client_name", "a"), ("website", ""));

        FediverseHost.Members(reply).ShouldNotContain("website");
        reply.Text("redirect_uri").ShouldBe("urn:ietf:wg:oauth:2.0:oob");
        FediverseHost.Texts(reply.Json.GetProperty("scopes")).ShouldBe(["read"]);
    }

    [Theory]
    [InlineData("form")]
    [InlineData("multipart")]
    [InlineData("json")]
    [InlineData("query")]
    [InlineData("another type")]
    public async Task Parameters_may_travel_in_any_of_these_ways(string way)
    {
        (string, string)[] fields = [("client_name", "Ünï"), ("redirect_uris", "https://a.example/cb")];
        var query = string.Join('&', fields.Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"));

        var reply = await (
            way switch
            {
                "form" => Host.PostAsync(Path, fields),
                "multipart" => Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Multipart(fields)),
                "json" => Host.PostJsonAsync(Path, """{"client_name":"Ünï","redirect_uris":"https://a.example/cb"}"""),
                "query" => Host.SendAsync(HttpMethod.Post, $"{Path}?{query}"),
                _ => Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Raw(query, "text/plain")),
            }
        );

        reply.Status.ShouldBe(200, reply.Body);
        reply.Text("name").ShouldBe("Ünï");
    }

    [Theory]
    [InlineData("foo bar", "foo|bar")]
    [InlineData("read  write ", "read||write|")]
    public async Task Scopes_are_not_checked(string scopes, string kept)
    {
        var reply = await Host.PostAsync(Path, ("client_name", "a"), ("scopes", scopes));

        string.Join('|', FediverseHost.Texts(reply.Json.GetProperty("scopes"))).ShouldBe(kept);
    }

    [Theory]
    [InlineData(
        " https://a.example/ \n\n https://a.example/ \r\nhttps://b.example/",
        "https://a.example/",
        "https://b.example/"
    )]
    [InlineData("not a uri", "not%20a%20uri")]
    [InlineData("https://ä.example/\"", "https://%C3%A4.example/%22")]
    [InlineData("myapp:cb", "myapp:cb")]
    public async Task Redirect_URIs_are_lines_trimmed_escaped_and_each_once(string lines, params string[] uris)
    {
        var reply = await Host.PostAsync(Path, ("client_name", "a"), ("redirect_uris", lines));

        reply.Status.ShouldBe(200, reply.Body);
        FediverseHost.Texts(reply.Json.GetProperty("redirect_uris")).ShouldBe(uris);
    }

    [Fact]
    public async Task An_array_of_redirect_URIs_is_accepted()
    {
        var reply = await Host.PostJsonAsync(
            Path,
            """{"client_name":"a","redirect_uris":["https://a.example/","https://b.example/"]}"""
        );

        reply.Text("redirect_uri").ShouldBe("https://a.example/\nhttps://b.example/");
    }

    [Theory]
    [InlineData(
        """{"client_name":"a","redirect_uris":"http://[::1"}""",
        "error parsing redirect URI: parse \"http://[::1\": missing ']' in host"
    )]
    [InlineData(
        """{"client_name":"a","redirect_uris":"javascript:alert(1)"}""",
        "error parsing redirect URI: parse \"javascript:alert(1)\": scheme is not allowed"
    )]
    [InlineData("""{"client_name":"a","redirect_uris":"\n "}""", "no redirect URIs left after trimming space")]
    [InlineData(
        """{"client_name":"a","redirect_uris":[1]}""",
        "json: cannot unmarshal array into Go struct field ApplicationCreateRequest.redirect_uris of type string"
    )]
    [InlineData(
        """{"client_name":7}""",
        "json: cannot unmarshal number into Go struct field ApplicationCreateRequest.client_name of type string"
    )]
    [InlineData(
        "{}",
        "Key: 'ApplicationCreateRequest.ClientName' Error:Field validation for 'ClientName' failed on the 'required' tag"
    )]
    [InlineData(
        "",
        "Key: 'ApplicationCreateRequest.ClientName' Error:Field validation for 'ClientName' failed on the 'required' tag"
    )]
    public async Task What_is_wrong_is_said_like_this(string json, string what)
    {
        var reply = await Host.PostJsonAsync(Path, json);

        reply.Status.ShouldBe(400);
        reply.Text("error").ShouldBe("Bad Request: " + what);
        FediverseHost.Members(reply).ShouldBe(["error"]);
    }

    [Theory]
    [InlineData("client_name", 1_024)]
    [InlineData("redirect_uris", 2_056)]
    [InlineData("scopes", 1_024)]
    [InlineData("website", 1_024)]
    public async Task Lengths_are_counted_in_characters(string field, int most)
    {
        var good = await SendAsync(most);
        var bad = await SendAsync(most + 1);

        good.Status.ShouldBe(200, good.Body);
        bad.Status.ShouldBe(400);
        bad.Text("error")
            .ShouldBe(
                $"Bad Request: {field} must be less than {most} characters, provided {field} was {most + 1} characters"
            );

        Task<WireReply> SendAsync(int length) =>
            Host.PostAsync(
                Path,
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["client_name"] = "a",
                    [field] = new string('x', length),
                }.Select(pair => (pair.Key, pair.Value))
            );
    }

    [Theory]
    [InlineData("application/json", "{")]
    [InlineData("application/x-www-form-urlencoded", "client_name=%FF")]
    [InlineData("application/x-www-form-urlencoded", "client_name=a%00")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request(string type, string body)
    {
        var reply = await Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Raw(body, type));

        reply.Status.ShouldBe(400);
        reply.Text("error").ShouldStartWith("Bad Request: ");
    }

    [Fact]
    public async Task An_invalid_token_beside_it_counts_as_none() =>
        (
            await Host.SendAsync(
                HttpMethod.Post,
                Path,
                FediverseHost.Form(("client_name", "a")),
                FediverseHost.Bearer("nonsense")
            )
        ).Status.ShouldBe(200);

    [Fact]
    public async Task A_token_is_shown_its_application_without_its_secrets()
    {
        var registered = await Host.PostAsync(Path, ("client_name", "a"), ("scopes", "read"));
        var app = new Registered(registered.Text("client_id"), registered.Text("client_secret"));
        var token = await Host.TokenAsync(app, FediverseHost.GoToSocial);

        var reply = await Host.GetAsync(Path + "/verify_credentials", FediverseHost.Bearer(token));

        reply.Status.ShouldBe(200);
        reply.Text("id").ShouldBe(registered.Text("id"));
        FediverseHost.Members(reply).ShouldNotContain("client_secret");
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    public async Task A_caller_that_cannot_read_JSON_is_told_so(string accept)
    {
        var reply = await Host.SendAsync(HttpMethod.Post, Path, content: null, ("Accept", accept));

        reply.Status.ShouldBe(406);
        reply.Body.ShouldBe(
            $$"""{"error":"Not Acceptable: no format can be offered for requested Accept header(s) [{{accept}}]; this endpoint offers [application/json]"}"""
        );
    }

    [Fact]
    public async Task Another_method_is_told_which_are_allowed()
    {
        var reply = await Host.SendAsync(HttpMethod.Put, Path);

        reply.Status.ShouldBe(405);
        reply.MediaType.ShouldBe("text/plain");
        reply.Header("Allow")!.ShouldContain("POST");
        reply.Body.ShouldBe("405 method not allowed");
    }

    [Fact]
    public async Task An_unknown_path_finds_nothing()
    {
        var reply = await Host.GetAsync(FediverseHost.GoToSocial + "/api/v1/statuses/1");

        reply.Status.ShouldBe(404);
        reply.Body.ShouldBe("""{"error":"Not Found"}""");
    }

    [Fact]
    public async Task The_server_describes_itself()
    {
        var instance = await Host.GetAsync(FediverseHost.GoToSocial + "/api/v1/instance");
        var links = await Host.GetAsync(FediverseHost.GoToSocial + "/.well-known/nodeinfo");
        var document = await Host.GetAsync(FediverseHost.GoToSocial + "/nodeinfo/2.0");
        var metadata = await Host.GetAsync("/.well-known/oauth-authorization-server/gotosocial");

        instance.Text("uri").ShouldBe("social.example/gotosocial");
        links
            .Json.GetProperty("links")[0]
            .GetProperty("href")
            .GetString()
            .ShouldBe("https://social.example/gotosocial/nodeinfo/2.0");
        document.Json.GetProperty("software").GetProperty("name").GetString().ShouldBe("gotosocial");
        metadata.Text("issuer").ShouldBe("https://social.example/gotosocial/");
        metadata.Text("token_endpoint").ShouldBe("https://social.example/gotosocial/oauth/token");
    }

    private static long Time(string ulid) =>
        ulid[..10].Aggregate(0L, (time, c) => (time << 5) | (long)"0123456789ABCDEFGHJKMNPQRSTVWXYZ".IndexOf(c));
}
