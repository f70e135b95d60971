namespace Auth.OAuth;

/// <summary>Token requests that are refused.</summary>
public sealed class TokenErrorTests
{
    private const string Good = "grant_type=client_credentials";

    [Theory]
    [InlineData("")]
    [InlineData("foo=bar")]
    [InlineData("GRANT_TYPE=client_credentials")]
    [InlineData("Grant_Type=client_credentials")]
    [InlineData(Good + "&" + Good)]
    [InlineData("grant_type=a&grant_type=b")]
    [InlineData(Good + "&foo=1&foo=2")]
    [InlineData(Good + "&scope=read&scope=read")]
    [InlineData(Good + "&foo=%zz")]
    [InlineData(Good + "&foo=%FF")]
    [InlineData(Good + "&foo=%C0%80")]
    [InlineData(Good + "&foo=%ED%A0%80")]
    [InlineData(Good + "&foo=%")]
    [InlineData(Good + "&scope[]=read")]
    [InlineData(Good + "&scope[a]=read")]
    [InlineData(Good + "&scope%5B%5D=read")]
    [Trait("rfc", "6749-5.2")]
    [Trait("line", "E1")]
    [Trait("attack", "57")]
    public async Task A_form_that_is_not_one_is_an_invalid_request(string form)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        var reply = await host.SendAsync(HttpMethod.Post, OAuthHost.TokenPath, OAuthHost.RawForm(form), key.Basic);

        reply.ShouldBeError(400, "invalid_request");
    }

    [Fact]
    [Trait("rfc", "6749-5.2")]
    [Trait("line", "E1")]
    [Trait("attack", "56")]
    public async Task A_form_of_two_thousand_parameters_is_an_invalid_request()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var form = string.Join('&', Enumerable.Range(0, 2_000).Select(i => $"p{i}=")) + "&" + Good;

        var reply = await host.SendAsync(HttpMethod.Post, OAuthHost.TokenPath, OAuthHost.RawForm(form), key.Basic);

        reply.ShouldBeError(400, "invalid_request");
    }

    [Theory]
    [InlineData("password")]
    [InlineData("implicit")]
    [InlineData("client_credentials%20")]
    [InlineData("CLIENT_CREDENTIALS")]
    [InlineData("authorization_code")]
    [InlineData("urn:example:unknown")]
    [Trait("rfc", "6749-5.2")]
    [Trait("line", "E2")]
    public async Task Another_grant_type_is_unsupported(string grantType)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.RawForm($"grant_type={grantType}"),
            key.Basic
        );

        reply.ShouldBeError(400, "unsupported_grant_type");
    }

    [Fact]
    [Trait("rfc", "6749-5.2")]
    [Trait("line", "E3")]
    public async Task A_client_registered_without_the_grant_is_unauthorized()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.AddAsync("web", "s3cret", client => client with { GrantTypes = ["authorization_code"] });

        (await host.RequestTokenAsync(key)).ShouldBeError(400, "unauthorized_client");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("write")]
    [InlineData("read write")]
    [Trait("rfc", "6749-5.2")]
    [Trait("line", "E4")]
    public async Task A_scope_that_is_unknown_or_not_the_clients_is_refused(string scope)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync("""{"scope":"read"}""");

        (await host.RequestTokenAsync(key, ("scope", scope))).ShouldBeError(400, "invalid_scope");
    }

    [Theory]
    [InlineData("application/json", """{"grant_type":"client_credentials"}""")]
    [InlineData("text/plain", Good)]
    [InlineData("multipart/form-data", Good)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n")]
    [InlineData(null, Good)]
    [InlineData("nonsense", Good)]
    [Trait("rfc", "6749-3.2")]
    [Trait("line", "E15")]
    public async Task Another_media_type_is_an_invalid_request(string? contentType, string body)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.Raw(body, contentType),
            key.Basic
        );

        reply.ShouldBeError(400, "invalid_request");
    }

    [Theory]
    [InlineData("utf-8", 200)]
    [InlineData("\"UTF-8\"", 200)]
    [InlineData("utf-7", 400)]
    [InlineData("iso-8859-1", 400)]
    [InlineData("x", 400)]
    [Trait("rfc", "6749-B")]
    [Trait("line", "E16")]
    public async Task The_charset_is_UTF_8_or_nothing(string charset, int status)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.Raw(Good, $"application/x-www-form-urlencoded; charset={charset}"),
            key.Basic
        );

        reply.Status.ShouldBe(status, reply.Body);
    }

    [Fact]
    [Trait("rfc", "9110-15.5.14")]
    [Trait("line", "E16")]
    [Trait("line", "H1")]
    [Trait("attack", "56")]
    public async Task A_body_of_unknown_length_is_read_and_a_large_one_is_refused_either_way()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        (await SendAsync(Good, chunked: true)).Status.ShouldBe(200);
        foreach (var chunked in new[] { true, false })
        {
            (await SendAsync(Good + "&foo=" + new string('x', 17_000), chunked)).ShouldBeError(413, "invalid_request");
        }

        Task<Reply> SendAsync(string form, bool chunked)
        {
            var content = OAuthHost.RawForm(form);
            return chunked
                ? host.SendAsync(HttpMethod.Post, OAuthHost.TokenPath, new Chunked(content), key.Basic)
                : host.SendAsync(HttpMethod.Post, OAuthHost.TokenPath, content, key.Basic);
        }
    }

    [Fact]
    [Trait("rfc", "6749-5.2")]
    [Trait("line", "E13")]
    public async Task Errors_repeat_nothing_that_was_sent()
    {
        const string evil = "\"\u00e9\r\n\u202e\\x";
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        foreach (var name in new[] { "grant_type", "scope", "client_id", "client_secret", "token" })
        {
            foreach (var path in new[] { OAuthHost.TokenPath, OAuthHost.RevokePath, OAuthHost.IntrospectPath })
            {
                var grant = name == "grant_type" ? [] : new[] { OAuthHost.Grant };
                var reply = name.StartsWith("client", StringComparison.Ordinal)
                    ? await host.PostAsync(path, [.. grant, (name, evil)])
                    : await host.PostAsync(path, key, [.. grant, (name, evil)]);
                if (reply.Status >= 400)
                {
                    reply.ShouldBeError(reply.Status, reply.Text("error"));
                }

                reply.Whole.ShouldNotContain('\u202e');
                reply.Headers.ShouldAllBe(field => field.Value.All(c => c >= ' ' && c <= '~'));
            }
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [Trait("rfc", "9110-15.5.6")]
    [Trait("line", "E14")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        await using var host = await OAuthHost.StartAsync();

        var reply = await host.SendAsync(new HttpMethod(method), OAuthHost.TokenPath);

        reply.Status.ShouldBe(405);
        reply.Header("Allow").ShouldBe("POST, OPTIONS");
    }

    [Fact]
    [Trait("rfc", "9110-9.3.7")]
    [Trait("line", "E14")]
    public async Task OPTIONS_says_what_is_allowed()
    {
        await using var host = await OAuthHost.StartAsync();

        var reply = await host.SendAsync(HttpMethod.Options, OAuthHost.TokenPath);

        reply.Status.ShouldBe(204);
        reply.Header("Allow").ShouldBe("POST, OPTIONS");
        reply.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    /// <summary>A body that does not say how long it is.</summary>
    private sealed class Chunked(HttpContent inner) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            Headers.ContentType ??= inner.Headers.ContentType;
            return inner.CopyToAsync(stream, context);
        }

        protected override bool TryComputeLength(out long length)
        {
            Headers.ContentType ??= inner.Headers.ContentType;
            length = 0;
            return false;
        }
    }

    [Fact]
    [Trait("rfc", "6749-5.2")]
    public async Task Errors_point_to_the_page_of_the_host_that_explains_them()
    {
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Auth = options => options.ErrorDocumentation = new Uri("https://docs.example.com/errors")
        );

        var refused = await host.PostAsync(OAuthHost.TokenPath, OAuthHost.Grant);
        var unknown = await host.UseAsync("auth_at_unknown", OAuthHost.KeyPath);

        refused.Text("error_uri").ShouldBe("https://docs.example.com/errors#invalid_client");
        unknown.Text("error_uri").ShouldBe("https://docs.example.com/errors#invalid_token");
    }
}
