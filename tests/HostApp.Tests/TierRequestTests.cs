using System.Text.Json;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>A developer asks for a higher tier, an operator answers, and the answer is mailed and applies.</summary>
public sealed class TierRequestTests(OpenHost open) : IClassFixture<OpenHost>
{
    private const string Ask = "v1/rate_limit/request/";

    private HostProcess Host => open.Host;

    [Fact]
    public async Task An_approved_request_is_mailed_and_applies_to_the_next_request()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        var asked = await AskAsync(application, "We index the whole collection.");
        asked.Status.ShouldBe(201, asked.Body);
        asked.Body.ShouldBe(
            """{"msg":"Your request for the rate limit model enhanced was received. The answer is mailed to you."}"""
        );
        (await AskAsync(application, "Once more")).Status.ShouldBe(409);

        var pending = await PendingAsync(application);
        pending.GetProperty("reason").GetString().ShouldBe("We index the whole collection.");
        var id = pending.GetProperty("id").GetString();
        var approved = await Host.OperateAsync("POST", $"tier-requests/{id}/approve", new { note = "Have fun." });
        approved.Status.ShouldBe(200, approved.Body);
        approved.Text("status").ShouldBe("approved");

        (await Host.GetAsync("v1/images/", application.Token))
            .Header("X-RateLimit-Limit-enhanced_oauth2_client_credentials_burst")
            .ShouldBe("200/min");
        (await Host.GetAsync("v1/rate_limit/", application.Token)).Text("rate_limit_model").ShouldBe("enhanced");
        var mail = await Host.Mail.NextToAsync(application.Email, TimeSpan.FromSeconds(30));
        mail.Subject.ShouldBe("Your new rate limit is active");
        mail.Body.ShouldContain("\"enhanced\" was approved");
        mail.Body.ShouldContain("Have fun.");
        (await Host.OperateAsync("POST", $"tier-requests/{id}/decline")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task A_declined_request_is_mailed_and_changes_nothing()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        await AskAsync(application, "Please");
        var id = (await PendingAsync(application)).GetProperty("id").GetString();

        (await Host.OperateAsync("POST", $"tier-requests/{id}/decline")).Text("status").ShouldBe("declined");

        (await Host.GetAsync("v1/images/", application.Token))
            .Header("X-RateLimit-Limit-oauth2_client_credentials_burst")
            .ShouldBe("100/min");
        var mail = await Host.Mail.NextToAsync(application.Email, TimeSpan.FromSeconds(30));
        mail.Subject.ShouldBe("Your request for a higher rate limit");
        mail.Body.ShouldContain("was declined");
        (await AskAsync(application, "Then again")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Only_clients_may_ask_and_only_for_what_exists()
    {
        var application = await Host.NewVerifiedApplicationAsync();

        (await Host.FormAsync(Ask, ("reason", "x"))).Status.ShouldBe(401);
        var unknown = await AskAsync(application, "x", "gold");
        unknown.Status.ShouldBe(400);
        unknown.Body.ShouldBe("""{"tier":["There is no such rate limit model."]}""");
    }

    private Task<Reply> AskAsync(Application application, string reason, string tier = "enhanced")
    {
        var body = new FormUrlEncodedContent([new("tier", tier), new("reason", reason)]);
        return Host.SendAsync(HttpMethod.Post, Ask, application.Token, body);
    }

    private async Task<JsonElement> PendingAsync(Application application)
    {
        var page = await Host.OperateAsync("GET", "tier-requests");
        return page
            .Json.GetProperty("requests")
            .EnumerateArray()
            .Single(request => request.GetProperty("client_id").GetString() == application.Id);
    }
}
