using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary><c>/v1/auth_tokens/verify/CODE/</c> for API callers.</summary>
public sealed class VerifyTests
{
    private const string Verified =
        """{"msg":"Successfully verified email. Your OAuth2 credentials are now active."}""";
    private const string Already = """{"msg":"This email is verified already. Your OAuth2 credentials are active."}""";
    private const string Unknown =
        """{"msg":"Invalid verification code. Did you validate your credentials already?"}""";

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("attack", "27")]
    public async Task A_link_verifies_at_once_and_says_so_again_when_followed_again(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var (token, link) = await RegisterAsync(host);
        (await IsVerifiedAsync(host, token)).ShouldBeFalse();

        var first = await host.GetAsync(link);
        var second = await host.GetAsync(link);
        var third = await host.SendAsync(HttpMethod.Post, link.TrimEnd('/'));

        (first.Status, first.Body).ShouldBe((200, Verified));
        (second.Status, second.Body).ShouldBe((200, Already));
        (third.Status, third.Body).ShouldBe((200, Already));
        Snapshot.ShouldMatch(first.Masked);
        (await IsVerifiedAsync(host, token)).ShouldBeTrue("the token issued before gains the tier at once");
        var images = await host.GetAsync("/images", OpenverseHost.Bearer(token));
        images.Header("X-RateLimit-Limit-oauth2_client_credentials_burst").ShouldBe("100/min");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("auth_vc_0000000000000000000000000000000000000000000000000000000")]
    [InlineData("%FF%FE")]
    [InlineData("a%2Fb")]
    [InlineData("%3Cscript%3E")]
    [InlineData("..%2f..")]
    public async Task An_unknown_code_is_not_found(string code)
    {
        await using var host = await OpenverseHost.StartAsync();

        var reply = await host.GetAsync(OpenverseHost.VerifyPath + code + "/");

        (reply.Status, reply.Body).ShouldBe((404, Unknown));
        reply.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    [Trait("attack", "29")]
    public async Task A_code_is_good_only_letter_by_letter()
    {
        await using var host = await OpenverseHost.StartAsync();
        var (token, link) = await RegisterAsync(host);
        var code = link.TrimEnd('/').Split('/')[^1];
        var flipped = char.IsUpper(code[^1]) ? char.ToLowerInvariant(code[^1]) : char.ToUpperInvariant(code[^1]);
        string[] others = [code[..^1], code + "a", code[..^1] + flipped, code[1..], code + "%20", token];

        foreach (var other in others.Where(other => other != code))
        {
            (await host.GetAsync(OpenverseHost.VerifyPath + other)).Status.ShouldBe(404, other);
        }

        (await IsVerifiedAsync(host, token)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("attack", "15")]
    [Trait("attack", "29")]
    public async Task A_link_ends_after_48_hours_to_the_second(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var (_, early) = await RegisterAsync(host, "Early");
        var (_, late) = await RegisterAsync(host, "Late");
        var end = host.Clock.GetUtcNow().AddHours(48);

        host.Clock.AdvanceTo(end.AddSeconds(-1));
        var inTime = await host.GetAsync(early);
        host.Clock.AdvanceTo(end);
        var tooLate = await host.GetAsync(late);
        var stillDone = await host.GetAsync(early);

        inTime.Body.ShouldBe(Verified);
        (tooLate.Status, tooLate.Body).ShouldBe(
            (
                410,
                """{"msg":"This verification link has expired. Ask for a new one with your client_id and client_secret: POST /v1/auth_tokens/verify/."}"""
            )
        );
        (stillDone.Status, stillDone.Body).ShouldBe((200, Already));
    }

    [Theory]
    [InlineData("HEAD", null, null)]
    [InlineData("GET", "Sec-Purpose", "prefetch;prerender")]
    [InlineData("GET", "Purpose", "prefetch")]
    [InlineData("GET", "X-Moz", "Prefetch")]
    [InlineData("GET", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]
    [Trait("attack", "27")]
    public async Task Merely_looking_at_a_link_changes_nothing(string method, string? header, string? value)
    {
        await using var host = await OpenverseHost.StartAsync();
        var (token, link) = await RegisterAsync(host);
        (string, string)[] headers = header is null ? [] : [(header, value!)];

        for (var i = 0; i < 5; i++)
        {
            (await host.SendAsync(new HttpMethod(method), link, content: null, headers)).Status.ShouldBe(200);
        }

        (await IsVerifiedAsync(host, token)).ShouldBeFalse();
        (await host.GetAsync(link)).Body.ShouldBe(Verified);
    }

    [Fact]
    [Trait("rfc", "9110-9.3.2")]
    public async Task HEAD_answers_with_the_headers_of_a_look_and_without_a_body()
    {
        await using var host = await OpenverseHost.StartAsync();
        var (_, link) = await RegisterAsync(host);

        var head = await host.SendAsync(HttpMethod.Head, link);
        var unknown = await host.SendAsync(HttpMethod.Head, OpenverseHost.VerifyPath + "x/");

        (head.Status, head.Body, head.MediaType).ShouldBe((200, "", "application/json"));
        (unknown.Status, unknown.Body).ShouldBe((404, ""));
    }

    [Fact]
    [Trait("attack", "29")]
    public async Task A_lapsed_registration_cannot_be_verified_by_a_link_that_is_still_young()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();
        host.Clock.Advance(TimeSpan.FromDays(6.5));
        await host.PostFormAsync(OpenverseHost.VerifyPath, registered.Form);
        await host.DeliverAsync();
        var link = OpenverseHost.LinkPath(host.Mail.Sent[^1]);
        (await host.SendAsync(HttpMethod.Head, link)).Status.ShouldBe(200);

        host.Clock.Advance(TimeSpan.FromDays(0.5));

        (await host.SendAsync(HttpMethod.Head, link)).Status.ShouldBe(404);
        (await host.GetAsync(link)).Body.ShouldBe(Unknown);
        (await host.RequestTokenAsync(registered)).Status.ShouldBe(401);
    }

    private static async Task<(string Token, string Link)> RegisterAsync(OpenverseHost host, string name = "My project")
    {
        var registered = await host.RegisterAsync(name);
        await host.DeliverAsync();
        return (await host.TokenAsync(registered), OpenverseHost.LinkPath(host.Mail.Sent[^1]));
    }

    private static async Task<bool> IsVerifiedAsync(OpenverseHost host, string token)
    {
        // One look a second is free for an unverified client.
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var reply = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token));
        return reply.Json.GetProperty("verified").GetBoolean();
    }
}
