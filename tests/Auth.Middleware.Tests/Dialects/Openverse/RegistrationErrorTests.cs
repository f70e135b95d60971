using Auth.Rig;

namespace Auth.Dialects.Openverse;

/// <summary>What a registration that is not right is told; the table of the wire specification, word for word.</summary>
public sealed class RegistrationErrorTests
{
    private const string Required = "This field is required.";

    [Theory]
    [InlineData("{}", $$"""{"name":["{{Required}}"],"description":["{{Required}}"],"email":["{{Required}}"]}""")]
    [InlineData("", $$"""{"name":["{{Required}}"],"description":["{{Required}}"],"email":["{{Required}}"]}""")]
    [InlineData(
        """{"email":"nobody","name":"","description":null}""",
        """{"name":["This field may not be blank."],"description":["This field may not be null."],"email":["Enter a valid email address."]}"""
    )]
    [InlineData(
        """{"email":"a@b.example","name":" \t\n","description":"d"}""",
        """{"name":["This field may not be blank."]}"""
    )]
    [InlineData(
        """{"email":"a@b.example","name":"\u200b\u2060","description":"d"}""",
        """{"name":["This field may not be blank."]}"""
    )]
    [InlineData("""{"email":"a@b.example","name":true,"description":"d"}""", """{"name":["Not a valid string."]}""")]
    [InlineData("""{"email":["a@b.example"],"name":"n","description":"d"}""", """{"email":["Not a valid string."]}""")]
    [InlineData(
        """{"email":"a@b.example","name":"n","description":{"a":1}}""",
        """{"description":["Not a valid string."]}"""
    )]
    [InlineData(
        """{"email":"a@b.example","name":"a\u0000b","description":"d"}""",
        """{"name":["Null characters are not allowed."]}"""
    )]
    [InlineData("[]", """{"non_field_errors":["Invalid data. Expected a dictionary, but got list."]}""")]
    [InlineData("\"x\"", """{"non_field_errors":["Invalid data. Expected a dictionary, but got str."]}""")]
    [InlineData("7", """{"non_field_errors":["Invalid data. Expected a dictionary, but got int."]}""")]
    [InlineData("1.5", """{"non_field_errors":["Invalid data. Expected a dictionary, but got float."]}""")]
    [InlineData("false", """{"non_field_errors":["Invalid data. Expected a dictionary, but got bool."]}""")]
    [InlineData("null", """{"non_field_errors":["Invalid data. Expected a dictionary, but got NoneType."]}""")]
    public async Task A_wrong_body_is_answered_with_all_that_is_wrong(string json, string expected)
    {
        await using var host = await OpenverseHost.StartAsync();

        var reply = await host.PostJsonAsync(OpenverseHost.RegisterPath, json);

        (reply.Status, reply.Body).ShouldBe((400, expected));
        reply.MediaType.ShouldBe("application/json");
    }

    [Theory]
    [InlineData("name", 150)]
    [InlineData("description", 10_000)]
    [InlineData("email", 254)]
    public async Task A_field_has_a_longest_length_in_characters(string field, int most)
    {
        await using var host = await OpenverseHost.StartAsync();
        string Email(int length) => $"{new string('a', 64)}@{Domain(length - 65)}";
        string Value(int length) =>
            field == "email" ? Email(length) : string.Concat(Enumerable.Repeat(field == "name" ? "🌍" : "d", length));

        var longest = await Register(Value(most));
        var longer = await Register(Value(most + 1));

        longest.Status.ShouldBe(201, longest.Body);
        longer.Status.ShouldBe(400);
        longer.Body.ShouldBe($$"""{"{{field}}":["Ensure this field has no more than {{most}} characters."]}""");

        Task<WireReply> Register(string value) =>
            host.SendAsync(
                HttpMethod.Post,
                OpenverseHost.RegisterPath,
                OpenverseHost.Multipart(
                    new Dictionary<string, string>
                    {
                        ["name"] = "n",
                        ["description"] = "d",
                        ["email"] = "a@b.example",
                        [field] = value,
                    }.Select(pair => (pair.Key, pair.Value))
                )
            );
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("@example.org")]
    [InlineData("a@")]
    [InlineData("a@b")]
    [InlineData("a@b@example.org")]
    [InlineData("a b@example.org")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("a(comment)@example.org")]
    [InlineData("<a@example.org>")]
    [InlineData("A <a@example.org>")]
    [InlineData("a@example.org,b@example.org")]
    [InlineData("a@example.org.")]
    [InlineData("a@[192.0.2.1]")]
    [InlineData("a@192.0.2.1")]
    [InlineData("a@-x.org")]
    [InlineData(".a@example.org")]
    [InlineData("a..b@example.org")]
    [InlineData("=?utf-8?q?victim=40example.net=3e=00?=@example.org")]
    [InlineData("a@exa\u200bmple..org")]
    [Trait("attack", "24")]
    [Trait("attack", "33")]
    public async Task What_is_no_plain_address_is_refused(string email)
    {
        await using var host = await OpenverseHost.StartAsync();

        var reply = await host.PostFormAsync(
            OpenverseHost.RegisterPath,
            ("name", "n"),
            ("description", "d"),
            ("email", email)
        );

        (reply.Status, reply.Body).ShouldBe((400, """{"email":["Enter a valid email address."]}"""));
    }

    [Theory]
    [InlineData("{\"name\":", "application/json", 400, "JSON parse error - ")]
    [InlineData("{'name':1}", "application/json", 400, "JSON parse error - ")]
    [InlineData("{\"name\":1,}", "application/json", 400, "JSON parse error - ")]
    [InlineData("{\"name\":1}//", "application/json", 400, "JSON parse error - ")]
    [InlineData("{\"name\":1,\"name\":2}", "application/json", 400, "JSON parse error - ")]
    [InlineData("{\"name\":1,\"n\\u0061me\":2}", "application/json", 400, "JSON parse error - ")]
    [InlineData("{\"name\":\"\\ud800\"}", "application/json", 400, "JSON parse error - ")]
    [InlineData("{\"\\udc00\":\"x\"}", "application/json", 400, "JSON parse error - ")]
    [InlineData("name=n", "text/plain", 415, "Unsupported media type \"text/plain\" in request.")]
    [InlineData("<a/>", "application/xml", 415, "Unsupported media type \"application/xml\" in request.")]
    [InlineData("name=n", null, 415, "Unsupported media type \"\" in request.")]
    [InlineData("name=n&name=m", "application/x-www-form-urlencoded", 400, "A parameter was sent more than once.")]
    [InlineData("name=%FF", "application/x-www-form-urlencoded", 400, "The form is malformed.")]
    [InlineData("name=%zz", "application/x-www-form-urlencoded", 400, "The form is malformed.")]
    [InlineData("name=n", "application/x-www-form-urlencoded; charset=utf-7", 400, "The charset must be UTF-8.")]
    [InlineData("{}", "application/json; charset=utf-16", 400, "The charset must be UTF-8.")]
    [InlineData("--b\r\n", "multipart/form-data; boundary=b", 400, "The multipart body is malformed.")]
    [InlineData("--b\r\n", "multipart/form-data", 400, "The multipart body is malformed.")]
    [Trait("attack", "58")]
    public async Task A_body_that_cannot_be_read_says_why(string body, string? type, int status, string detail)
    {
        await using var host = await OpenverseHost.StartAsync();

        var reply = await host.SendAsync(HttpMethod.Post, OpenverseHost.RegisterPath, OpenverseHost.Raw(body, type));

        reply.Status.ShouldBe(status, reply.Body);
        reply.Text("detail").ShouldStartWith(detail);
        reply.Json.EnumerateObject().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(OpenverseHost.RegisterPath, 16_384, """{"detail":"Request body may not exceed 16384 bytes."}""")]
    [InlineData(
        OpenverseHost.TokenPath,
        16_384,
        """{"error":"invalid_request","error_description":"The request body is too large."}"""
    )]
    [InlineData(OpenverseHost.VerifyPath, 16_384, """{"detail":"Request body may not exceed 16384 bytes."}""")]
    [InlineData(
        OpenverseHost.RevokePath,
        16_384,
        """{"error": "invalid_request", "error_description": "The request body is too large."}"""
    )]
    public async Task A_body_over_the_limit_is_refused(string path, int limit, string expected)
    {
        await using var host = await OpenverseHost.StartAsync();
        Task<WireReply> Post(int length) =>
            host.SendAsync(
                HttpMethod.Post,
                path,
                OpenverseHost.Raw("a=".PadRight(length, 'x'), "application/x-www-form-urlencoded")
            );

        (await Post(limit)).Status.ShouldNotBe(413);
        var reply = await Post(limit + 1);

        (reply.Status, reply.Body).ShouldBe((413, expected));
    }

    /// <summary>A domain of a length, of labels of legal lengths.</summary>
    private static string Domain(int length)
    {
        var labels = string.Join('.', Enumerable.Repeat(new string('d', 60), 4));
        return labels[..(length - 4)].TrimEnd('.').PadRight(length - 4, 'x') + ".org";
    }
}
