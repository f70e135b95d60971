using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary>Methods, media types and spellings of paths, the same for all endpoints.</summary>
public sealed class MethodTests
{
    private const string Code = OpenverseHost.VerifyPath + "x/";

    public static TheoryData<string, string> Endpoints =>
        new()
        {
            { OpenverseHost.RegisterPath, "POST, OPTIONS" },
            { OpenverseHost.TokenPath, "POST, OPTIONS" },
            { OpenverseHost.VerifyPath, "POST, OPTIONS" },
            { Code, "GET, HEAD, POST, OPTIONS" },
            { OpenverseHost.RevokePath, "POST, OPTIONS" },
            { OpenverseHost.IntrospectPath, "POST, OPTIONS" },
            { OpenverseHost.KeyInfoPath, "GET, HEAD, OPTIONS" },
            { OpenverseHost.TierRequestPath, "POST, OPTIONS" },
        };

    [Theory]
    [Trait("rfc", "9110-15.5.6")]
    [MemberData(nameof(Endpoints))]
    public async Task Other_methods_are_not_allowed(string path, string allow)
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup => setup.LiftLimits());

        foreach (var method in (string[])["GET", "POST", "PUT", "DELETE", "PATCH", "BREW"])
        {
            if (allow.Contains(method, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var form in (string[])[path, path.TrimEnd('/')])
            {
                var reply = await host.SendAsync(new HttpMethod(method), form);

                (reply.Status, reply.Body).ShouldBe((405, $$"""{"detail":"Method \"{{method}}\" not allowed."}"""));
                reply.Header("Allow").ShouldBe(allow);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task OPTIONS_describes_the_endpoint(string path, string allow)
    {
        await using var host = await OpenverseHost.StartAsync();

        var reply = await host.SendAsync(HttpMethod.Options, path);

        reply.Status.ShouldBe(200);
        reply.Header("Allow").ShouldBe(allow);
        Snapshot.ShouldMatch(reply.Body, path.Trim('/').Split('/')[^1]);
    }

    [Theory]
    [Trait("rfc", "9110-15.5.7")]
    [MemberData(nameof(Endpoints))]
    public async Task Who_reads_neither_JSON_nor_HTML_is_told_so(string path, string allow)
    {
        await using var host = await OpenverseHost.StartAsync();
        var method = allow.StartsWith("GET", StringComparison.Ordinal) ? HttpMethod.Get : HttpMethod.Post;
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());
        var takesToken = path.StartsWith(OpenverseHost.KeyInfoPath, StringComparison.Ordinal);
        (string, string)[] credentials = takesToken ? [OpenverseHost.Bearer(token)] : [];

        var xml = await host.SendAsync(method, path, null, [("Accept", "application/xml"), .. credentials]);
        var any = await host.SendAsync(method, path, null, [("Accept", "application/xml, */*;q=0.1"), .. credentials]);
        var broken = await host.SendAsync(method, path, null, [("Accept", ";;\"é"), .. credentials]);

        (xml.Status, xml.Body).ShouldBe((406, """{"detail":"Could not satisfy the request Accept header."}"""));
        any.Status.ShouldNotBe(406);
        broken.Status.ShouldBeLessThan(500);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    [Trait("attack", "45")]
    public async Task No_spelling_of_a_path_is_redirected_or_escapes_its_limit(string path, string allow)
    {
        await using var host = await OpenverseHost.StartAsync();
        var method = allow.StartsWith("GET", StringComparison.Ordinal) ? HttpMethod.Get : HttpMethod.Post;
        string[] spellings =
        [
            path,
            path.TrimEnd('/'),
            path.ToUpperInvariant(),
            "/%76" + path[2..],
            "/." + path,
            "/x/.." + path,
            path + "?a=b",
        ];

        foreach (var spelling in spellings)
        {
            var reply = await host.SendAsync(method, spelling);

            reply.Status.ShouldBeGreaterThanOrEqualTo(400, spelling);
            reply.Status.ShouldBeLessThan(500, spelling);
            reply.Header("Location").ShouldBeNull();
            reply.Header("RateLimit-Policy").ShouldNotBeNull(spelling);
            reply.Header("Allow").ShouldBe(allow);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Every_answer_is_kept_out_of_caches(string path, string allow)
    {
        await using var host = await OpenverseHost.StartAsync();
        var method = allow.StartsWith("GET", StringComparison.Ordinal) ? HttpMethod.Get : HttpMethod.Post;

        var reply = await host.SendAsync(method, path);

        reply.Header("Cache-Control").ShouldBe("no-store");
        reply.Header("X-Content-Type-Options").ShouldBe("nosniff");
        reply.Header("X-Frame-Options").ShouldBe("DENY");
        reply.Header("Vary").ShouldBe("Accept, Authorization, Origin");
    }
}
