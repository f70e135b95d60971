using System.Text;
using Auth.Rig;

namespace Auth.Dialects.Openverse;

/// <summary>Basic credentials count only when they are written exactly as they should be, even when a lenient reader would find them good.</summary>
public sealed class BasicTests
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    [Theory]
    [Trait("rfc", "7617-2")]
    [InlineData("as it should be", 200)]
    [InlineData("more spaces before it", 200)]
    [InlineData("a space within", 401)]
    [InlineData("a space behind each character", 401)]
    [InlineData("a tab before it", 401)]
    [InlineData("no padding", 401)]
    [InlineData("more padding", 401)]
    [InlineData("stray bits at the end", 401)]
    [InlineData("another scheme behind it", 401)]
    [InlineData("nothing", 401)]
    public async Task Good_credentials_must_be_encoded_exactly(string how, int status)
    {
        await using var host = await OpenverseHost.StartAsync();
        var encoded = Padded(await host.RegisterAsync());
        var sent = how switch
        {
            "as it should be" => encoded,
            "more spaces before it" => "  " + encoded,
            "a space within" => encoded.Insert(8, " "),
            "a space behind each character" => string.Join(' ', encoded.AsEnumerable()),
            "a tab before it" => "\t" + encoded,
            "no padding" => encoded.TrimEnd('='),
            "more padding" => encoded + "=",
            "stray bits at the end" => WithStrayBits(encoded),
            "another scheme behind it" => encoded + ", Bearer x",
            _ => "",
        };

        var reply = await AskAsync(host, "Basic " + sent);

        reply.Status.ShouldBe(status, reply.Body);
        if (status == 401)
        {
            reply.Body.ShouldBe("""{"error":"invalid_client"}""");
            reply.Header("WWW-Authenticate").ShouldBe("Basic realm=\"api\"");
        }
    }

    [Theory]
    [Trait("rfc", "6749-2.3.1")]
    [InlineData("{0}")]
    [InlineData("{0}{1}")]
    [InlineData(":{1}")]
    [InlineData("{0}:")]
    [InlineData("{0}: {1}")]
    [InlineData("{0}:{1}:")]
    [InlineData("{0}:{1}%")]
    [InlineData("{0}:{1}%zz")]
    [InlineData("{0}:{1}+")]
    [InlineData("{0}:{1}\u0000")]
    [InlineData("{0}\u0000:{1}")]
    [InlineData("{0}:{1}\u200b")]
    [InlineData("{1}:{0}")]
    public async Task Nothing_but_the_two_halves_is_accepted(string pair)
    {
        await using var host = await OpenverseHost.StartAsync();
        var (id, secret) = await host.RegisterAsync();
        var text = pair.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", secret, StringComparison.Ordinal);

        var reply = await AskAsync(host, Registered.BasicOf(text).Value);

        (reply.Status, reply.Body).ShouldBe((401, """{"error":"invalid_client"}"""));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var host = await OpenverseHost.StartAsync();
        var (id, secret) = await host.RegisterAsync();

        var reply = await AskAsync(
            host,
            "Basic " + Convert.ToBase64String([.. Encoding.ASCII.GetBytes($"{id}:{secret}"), 0xFF])
        );

        reply.Status.ShouldBe(401);
    }

    private static Task<WireReply> AskAsync(OpenverseHost host, string authorization) =>
        host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.TokenPath,
            OpenverseHost.Form(("grant_type", "client_credentials")),
            ("Authorization", authorization)
        );

    /// <summary>Good credentials whose base64 ends with padding: letters of the id are escaped until it does.</summary>
    private static string Padded(Registered registered)
    {
        var pair = $"{registered.ClientId}:{registered.Secret}";
        return pair.Length % 3 != 0
            ? Convert.ToBase64String(Encoding.ASCII.GetBytes(pair))
            : Convert.ToBase64String(Encoding.ASCII.GetBytes($"%{(int)pair[0]:X2}{pair[1..]}"));
    }

    /// <summary>The same bytes to a decoder that does not look at the bits behind the last of them.</summary>
    private static string WithStrayBits(string encoded)
    {
        var last = encoded.TrimEnd('=').Length - 1;
        return encoded[..last]
            + Base64[Base64.IndexOf(encoded[last], StringComparison.Ordinal) + 1]
            + encoded[(last + 1)..];
    }
}
