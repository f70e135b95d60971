using Auth.Rig;

namespace Auth.Dialects.Fediverse;

/// <summary><c>POST /api/v1/apps</c> of Mastodon.</summary>
public sealed class MastodonAppsTests(OpenFediverse open) : IClassFixture<OpenFediverse>
{
    private const string Path = "/api/v1/apps";
    private const string Blank = "Application name can't be blank, Redirect URI can't be blank";

    private FediverseHost Host => open.Host;

    [Fact]
    public async Task An_application_is_registered_with_exactly_these_members_in_this_order()
    {
        var reply = await Host.PostAsync(
            Path,
            ("client_name", "Test Application"),
            ("redirect_uris", "urn:ietf:wg:oauth:2.0:oob"),
            ("scopes", "read write push"),
            ("website", "https://myapp.example")
        );

        reply.Status.ShouldBe(200);
        reply.MediaType.ShouldBe("application/json; charset=utf-8");
        reply.Header("Cache-Control").ShouldBe("private, no-store");
        reply.Header("Vary").ShouldBe("Authorization, Origin");
        reply
            .Header("Content-Security-Policy")
            .ShouldBe("default-src 'none'; form-action 'none'; frame-ancestors 'none'");
        reply.Header("Set-Cookie").ShouldBeNull();
        FediverseHost
            .Members(reply)
            .ShouldBe([
                "id",
                "name",
                "website",
                "scopes",
                "redirect_uris",
                "vapid_key",
                "redirect_uri",
                "client_id",
                "client_secret",
                "client_secret_expires_at",
            ]);
        reply.Text("id").ShouldMatch("^[1-9][0-9]{10,18}$");
        reply.Text("name").ShouldBe("Test Application");
        reply.Text("website").ShouldBe("https://myapp.example");
        FediverseHost.Texts(reply.Json.GetProperty("scopes")).ShouldBe(["read", "write", "push"]);
        FediverseHost.Texts(reply.Json.GetProperty("redirect_uris")).ShouldBe(["urn:ietf:wg:oauth:2.0:oob"]);
        reply.Text("redirect_uri").ShouldBe("urn:ietf:wg:oauth:2.0:oob");
        reply.Text("vapid_key").ShouldMatch("^[A-Za-z0-9_-]{87}=$");
        reply.Json.GetProperty("client_secret_expires_at").GetInt32().ShouldBe(0);
        reply.Text("client_id").ShouldMatch("^[A-Za-z0-9_-]{32,43}$");
        reply.Text("client_secret").ShouldMatch("^[A-Za-z0-9_-]{43,}$");
    }

    [Fact]
    public async Task Every_call_makes_another_application_under_one_push_key()
    {
        var replies = new List<WireReply>();
        for (var i = 0; i < 3; i++)
        {
            replies.Add(await Host.PostAsync(Path, ("client_name", "Same"), ("redirect_uris", "https://a.example/")));
        }

        replies.Select(reply => reply.Text("client_id")).Distinct().Count().ShouldBe(3);
        replies.Select(reply => reply.Text("id")).Distinct().Count().ShouldBe(3);
        replies.Select(reply => reply.Text("vapid_key")).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("form")]
    [InlineData("multipart")]
    [InlineData("json")]
    [InlineData("query")]
    [InlineData("untyped")]
    public async Task Parameters_may_travel_in_any_of_these_ways(string way)
    {
        (string, string)[] fields =
        [
            ("client_name", "Ünï"),
            ("redirect_uris", "https://a.example/cb"),
            ("scopes", "read"),
        ];
        var query = string.Join('&', fields.Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"));

        var reply = await (
            way switch
            {
                "form" => Host.PostAsync(Path, fields),
                "multipart" => Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Multipart(fields)),
                "json" => Host.PostJsonAsync(
                    Path,
                    """{"client_name":"Ünï","redirect_uris":"https://a.example/cb","scopes":"read"}"""
                ),
                "query" => Host.SendAsync(HttpMethod.Post, $"{Path}?{query}"),
                _ => Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Raw(query, contentType: null)),
            }
        );

        reply.Status.ShouldBe(200, reply.Body);
        reply.Text("name").ShouldBe("Ünï");
    }

    [Fact]
    public async Task The_body_wins_over_the_query_and_the_last_of_repeated_values_over_the_others()
    {
        var reply = await Host.SendAsync(
            HttpMethod.Post,
            Path + "?client_name=query&scopes=write",
            FediverseHost.Raw(
                "client_name=first&client_name=last&redirect_uris=https://a.example/&redirect_uri=x&scope=push",
                "application/x-www-form-urlencoded"
            )
        );

        reply.Text("name").ShouldBe("last");
        FediverseHost.Texts(reply.Json.GetProperty("scopes")).ShouldBe(["write"]);
    }

    [Theory]
    [InlineData("text/plain", "client_name=a&redirect_uris=https://a.example/")]
    [InlineData("application/json", "")]
    [InlineData("application/json", "{}")]
    [InlineData("application/json", "[1]")]
    [InlineData("application/json", "null")]
    [InlineData("application/x-www-form-urlencoded", "redirect_uri=https://a.example/&scope=read")]
    public async Task A_body_that_says_nothing_lacks_everything(string type, string body)
    {
        var reply = await Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Raw(body, type));

        reply.Status.ShouldBe(422);
        reply.Body.ShouldBe($$"""{"error":"Validation failed: {{Blank}}"}""");
    }

    [Theory]
    [InlineData("application/json", "{")]
    [InlineData("application/json", """{"client_name":"a\u0000"}""")]
    [InlineData("application/x-www-form-urlencoded", "client_name=%FF")]
    [InlineData("application/x-www-form-urlencoded", "client_name=%zz")]
    [InlineData("application/x-www-form-urlencoded", "client_name=a%00b")]
    [InlineData("multipart/form-data", "x")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request(string type, string body)
    {
        var reply = await Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Raw(body, type));

        reply.Status.ShouldBe(400);
        reply.Body.ShouldBe("""{"status":400,"error":"Bad Request"}""");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_unread()
    {
        var reply = await Host.PostAsync(Path, ("client_name", new string('x', 20_000)));

        reply.Status.ShouldBe(413);
        reply.Body.ShouldBe("""{"status":413,"error":"Payload Too Large"}""");
    }

    [Theory]
    [InlineData("", "can't be blank")]
    [InlineData(" \n\t", "can't be blank")]
    [InlineData("javascript:alert(1)", "is forbidden by the server.", "must specify a scheme.")]
    [InlineData("JavaScript://x", "is forbidden by the server.")]
    [InlineData("data:text/html,x", "is forbidden by the server.", "must specify a scheme.")]
    [InlineData("vbscript:x", "is forbidden by the server.", "must specify a scheme.")]
    [InlineData("https://a.example/#x", "cannot contain a fragment.")]
    [InlineData("https://a.example/#", "cannot contain a fragment.")]
    [InlineData("mailto:a", "must specify a scheme.")]
    [InlineData("urn:x:y", "must specify a scheme.")]
    [InlineData("URN:ietf:wg:oauth:2.0:oob", "must specify a scheme.")]
    [InlineData("myapp:cb", "must specify a scheme.")]
    [InlineData("about:blank", "must specify a scheme.")]
    [InlineData("blob:https://a", "must specify a scheme.")]
    [InlineData("tel:+1", "must specify a scheme.")]
    [InlineData("localhost:3000/cb", "must specify a scheme.")]
    [InlineData("foo", "must be an absolute URI.")]
    [InlineData("/callback", "must be an absolute URI.")]
    [InlineData("http:///x", "must be a valid URI.")]
    [InlineData("https:", "must be a valid URI.")]
    [InlineData("http:x", "must specify a scheme.", "must be a valid URI.")]
    [InlineData("https://ä.example/", "must be a valid URI.")]
    [InlineData("https://a.example/{}", "must be a valid URI.")]
    [InlineData("https://a.example/%zz", "must be a valid URI.")]
    [InlineData("https://a.example\\x", "must be a valid URI.")]
    [InlineData("1app://", "must be a valid URI.")]
    [InlineData("my_app://", "must be a valid URI.")]
    [InlineData("http://[::bad", "must be a valid URI.")]
    [InlineData("foo https://ä.example/ javascript:x", "must be an absolute URI.", "must be a valid URI.")]
    [InlineData("foo bar #", "must be an absolute URI.", "cannot contain a fragment.")]
    public async Task A_redirect_URI_is_refused_with_these_words(string uris, params string[] messages)
    {
        var reply = await Host.PostAsync(Path, ("client_name", "a"), ("redirect_uris", uris));

        reply.Status.ShouldBe(422);
        reply
            .Text("error")
            .ShouldBe("Validation failed: " + string.Join(", ", messages.Select(m => "Redirect URI " + m)));
    }

    [Theory]
    [InlineData("http://a.example/")]
    [InlineData("https://u:p@h/")]
    [InlineData("http://localhost:3000/cb")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://[::1]:80/")]
    [InlineData("myapp://")]
    [InlineData("myapp:/cb")]
    [InlineData("com.tapbots.Ivory.10217:/request_token")]
    [InlineData("custom+scheme.x-1://cb?x=1")]
    [InlineData("ftp://a/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ws://a")]
    [InlineData("intent://x")]
    [InlineData("//host/x")]
    [InlineData("https://*.example/cb")]
    [InlineData("https://a.example:99999/")]
    [InlineData("HTTPS://A.Example/Cb")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob:auto")]
    public async Task A_redirect_URI_is_kept_as_it_is(string uri)
    {
        var reply = await Host.PostAsync(Path, ("client_name", "a"), ("redirect_uris", uri));

        reply.Status.ShouldBe(200, reply.Body);
        reply.Text("redirect_uri").ShouldBe(uri);
        FediverseHost.Texts(reply.Json.GetProperty("redirect_uris")).ShouldBe([uri]);
    }

    [Theory]
    [InlineData("\"https://a.example/ \\n https://b.example/\"", "https://a.example/ \n https://b.example/", 2)]
    [InlineData("\"https://a.example/\\r\\nhttps://a.example/\"", "https://a.example/\r\nhttps://a.example/", 2)]
    [InlineData("[\"https://a.example/\",null,\"https://b.example/\"]", "https://a.example/\nhttps://b.example/", 2)]
    [InlineData("[\"https://a.example/\",\"\"]", "https://a.example/\n", 1)]
    public async Task Several_redirect_URIs_are_a_text_or_an_array(string json, string stored, int count)
    {
        var reply = await Host.PostJsonAsync(Path, $$"""{"client_name":"a","redirect_uris":{{json}}}""");

        reply.Status.ShouldBe(200, reply.Body);
        reply.Text("redirect_uri").ShouldBe(stored);
        reply.Json.GetProperty("redirect_uris").GetArrayLength().ShouldBe(count);
    }

    [Theory]
    [InlineData("""{"client_name":7,"redirect_uris":"https://a.example/"}""", "7")]
    [InlineData(
        """{"client_name":"  kept \n as it is ","redirect_uris":"https://a.example/"}""",
        "  kept \n as it is "
    )]
    public async Task A_name_is_kept_as_it_is(string json, string name) =>
        (await Host.PostJsonAsync(Path, json)).Text("name").ShouldBe(name);

    [Theory]
    [InlineData("""{"client_name":{},"redirect_uris":[["x"]]}""", Blank)]
    [InlineData("""{"client_name":["a"],"redirect_uris":{"a":1}}""", Blank)]
    [InlineData("""{"client_name":" ","redirect_uris":[]}""", Blank)]
    [InlineData("""{"client_name":"a","redirect_uris":["",""]}""", "Redirect URI can't be blank")]
    public async Task Values_of_the_wrong_kind_count_as_absent(string json, string message)
    {
        var reply = await Host.PostJsonAsync(Path, json);

        reply.Status.ShouldBe(422);
        reply.Text("error").ShouldBe("Validation failed: " + message);
    }

    [Fact]
    public async Task A_form_may_repeat_redirect_uris_with_brackets()
    {
        var reply = await Host.PostAsync(
            Path,
            ("client_name", "a"),
            ("redirect_uris[]", "https://a.example/"),
            ("redirect_uris[]", "https://b.example/"),
            ("scopes[]", "write")
        );

        reply.Text("redirect_uri").ShouldBe("https://a.example/\nhttps://b.example/");
        FediverseHost.Texts(reply.Json.GetProperty("scopes")).ShouldBe(["read"]);
    }

    [Theory]
    [InlineData("null", "read")]
    [InlineData("[\"write\"]", "read")]
    [InlineData("\"\"", "")]
    [InlineData("\" \"", "")]
    [InlineData("\"write\\tread\\nwrite push\"", "write read push")]
    [InlineData(
        "\"admin:read:canonical_email_blocks write:collections profile follow\"",
        "admin:read:canonical_email_blocks write:collections profile follow"
    )]
    public async Task Scopes_are_read_like_this(string json, string scopes)
    {
        var reply = await Host.PostJsonAsync(
            Path,
            $$"""{"client_name":"a","redirect_uris":"https://a.example/","scopes":{{json}}}"""
        );

        reply.Status.ShouldBe(200, reply.Body);
        string.Join(' ', FediverseHost.Texts(reply.Json.GetProperty("scopes"))).ShouldBe(scopes);
    }

    [Theory]
    [InlineData("hoge")]
    [InlineData("read hoge")]
    [InlineData("read,write")]
    [InlineData("READ")]
    [InlineData("read:me")]
    [InlineData("write:search")]
    [InlineData("read:media")]
    [InlineData("admin")]
    [InlineData("read:reports")]
    [InlineData("crypto")]
    public async Task A_scope_that_is_none_is_refused(string scopes)
    {
        var reply = await Host.PostAsync(
            Path,
            ("client_name", "a"),
            ("redirect_uris", "https://a.example/"),
            ("scopes", scopes)
        );

        reply.Status.ShouldBe(422);
        reply.Body.ShouldBe("""{"error":"Validation failed: Scopes doesn't match those configured on the server."}""");
    }

    [Theory]
    [InlineData("https://myapp.example", "https://myapp.example")]
    [InlineData("https://münchen.example/", "https://münchen.example/")]
    [InlineData("http://u:p@a.example/x?y#z", "http://u:p@a.example/x?y#z")]
    [InlineData("", null)]
    [InlineData("  ", null)]
    public async Task A_website_may_be_any_http_URL_or_nothing(string website, string? shown)
    {
        var reply = await Host.PostAsync(
            Path,
            ("client_name", "a"),
            ("redirect_uris", "https://a.example/"),
            ("website", website)
        );

        reply.Status.ShouldBe(200, reply.Body);
        reply.Json.GetProperty("website").GetString().ShouldBe(shown);
    }

    [Theory]
    [InlineData("HTTPS://myapp.example")]
    [InlineData("ftp://myapp.example")]
    [InlineData("myapp.example")]
    [InlineData("https://")]
    [InlineData(" https://myapp.example")]
    [InlineData("https://myapp.example ")]
    [InlineData("javascript:alert(1)")]
    public async Task A_website_that_is_none_is_refused(string website)
    {
        var reply = await Host.PostAsync(
            Path,
            ("client_name", "a"),
            ("redirect_uris", "https://a.example/"),
            ("website", website)
        );

        reply.Status.ShouldBe(422);
        reply.Body.ShouldBe("""{"error":"Validation failed: Application website is not a valid URL"}""");
    }

    [Fact]
    public async Task Lengths_are_counted_in_characters()
    {
        var longest = await Host.PostAsync(
            Path,
            ("client_name", new string('é', 60)),
            ("redirect_uris", "https://a.example/" + new string('x', 1_982)),
            ("website", "https://a.example/" + new string('x', 1_982))
        );

        longest.Status.ShouldBe(200, longest.Body);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_in_this_order()
    {
        var reply = await Host.PostAsync(
            Path,
            ("client_name", new string('x', 61)),
            ("redirect_uris", new string('x', 2_001)),
            ("scopes", "hoge"),
            ("website", new string('x', 2_001))
        );

        reply.Status.ShouldBe(422);
        reply.Body.ShouldBe(
            """{"error":"Validation failed: Redirect URI must be an absolute URI., Scopes doesn't match those configured on the server., """
                + "Application name is too long (maximum is 60 characters), Redirect URI is too long (maximum is 2000 characters), "
                + "Application website is not a valid URL, Application website is too long (maximum is 2000 characters)\"}"
        );
    }

    [Theory]
    [InlineData("Authorization", "Bearer nonsense")]
    [InlineData("Authorization", "Bearer a b")]
    [InlineData("Accept", "text/html")]
    [InlineData("Accept", "image/png")]
    public async Task Headers_make_no_difference(string name, string value)
    {
        var reply = await Host.SendAsync(
            HttpMethod.Post,
            Path + "/",
            FediverseHost.Form(("client_name", "a"), ("redirect_uris", "https://a.example/")),
            (name, value)
        );

        reply.Status.ShouldBe(200, reply.Body);
        reply.MediaType.ShouldBe("application/json; charset=utf-8");
    }

    [Theory]
    [InlineData("GET", "/api/v1/apps")]
    [InlineData("DELETE", "/api/v1/apps")]
    [InlineData("POST", "/api/v1/apps/verify_credentials")]
    [InlineData("GET", "/oauth/token")]
    [InlineData("GET", "/oauth/revoke")]
    public async Task Another_method_finds_nothing(string method, string path)
    {
        var json = await Host.SendAsync(new HttpMethod(method), path, content: null, ("Accept", "application/json"));
        var page = await Host.SendAsync(new HttpMethod(method), path);

        json.Status.ShouldBe(404);
        json.Body.ShouldBe("""{"error":"Not Found"}""");
        page.Status.ShouldBe(404);
        page.MediaType.ShouldBe("text/html; charset=utf-8");
    }

    [Fact]
    public async Task A_suffix_is_not_accepted_below_api() =>
        (await Host.PostAsync(Path + ".json", ("client_name", "a"))).Status.ShouldBe(404);
}
