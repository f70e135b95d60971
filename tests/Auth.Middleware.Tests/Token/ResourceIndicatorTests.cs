using System.Net;
using System.Text.Json.Nodes;
using Auth.Jose;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Auth.Token;

/// <summary>Tokens for some resources only (RFC 8707).</summary>
public sealed class ResourceIndicatorTests : IAsyncLifetime
{
    private const string Orders = KeyedHost.Base + "/orders";

    private KeyedHost _host = null!;
    private string _client = "";

    public async ValueTask InitializeAsync()
    {
        _host = await KeyedHost.StartAsync(map: Map);
        _client = await _host.RegisterBasicAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("rfc", "8707-2.2")]
    public async Task A_token_is_good_at_its_resource_and_nowhere_else()
    {
        var host = await TokenAsync(KeyedHost.Base);
        var orders = await TokenAsync(Orders);
        var both = await TokenAsync(Orders, KeyedHost.Base);
        var all = await TokenAsync();

        (await StatusesAsync(host)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Unauthorized));
        (await StatusesAsync(orders)).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.OK));
        (await StatusesAsync(both)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        (await StatusesAsync(all)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    [Fact]
    [Trait("rfc", "8707-2.2")]
    public async Task A_token_for_another_resource_is_an_invalid_token()
    {
        var reply = await _host.GetAsync("/orders", $"Bearer {await TokenAsync(KeyedHost.Base)}");

        reply.Challenges.ShouldHaveSingleItem().ShouldStartWith("Bearer realm=\"api\", error=\"invalid_token\"");
        (await _host.GetAsync("/open", $"Bearer {await TokenAsync(Orders)}")).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("https://api.example.com.evil.example.com")]
    [InlineData("https://api.example.comorders")]
    [InlineData("http://api.example.com")]
    [InlineData("https://api.example.com:444")]
    [InlineData("https://user@api.example.com/orders")]
    [InlineData("https://api.example.com/orders#part")]
    [InlineData("https://api.example.com#")]
    [InlineData("/orders")]
    [InlineData("orders")]
    [InlineData("//api.example.com/orders")]
    [InlineData("https://api.example.com/orders here")]
    [InlineData("https://api.example.com/\u00e9")]
    [Trait("rfc", "8707-2")]
    public async Task Unknown_and_malformed_resources_are_refused(string resource)
    {
        var reply = await AskAsync(resource);

        reply.ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_target");
        (await AskAsync(Orders, resource)).ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_target");
    }

    [Fact]
    [Trait("rfc", "8707-2")]
    public async Task Too_long_and_too_many_resources_are_refused()
    {
        string[] many = [.. Enumerable.Range(0, 11).Select(i => $"{Orders}/{i}")];

        (await AskAsync(Orders + new string('x', 500))).ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_target");
        (await AskAsync(many)).ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_target");
        (await AskAsync(many[..10])).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "8707-2")]
    public async Task Introspection_shows_each_resource_once()
    {
        var token = await TokenAsync(Orders, KeyedHost.Base + "/", "HTTPS://API.example.com/orders/", "");

        var known = await _host.IntrospectAsync(_client, token);

        known["aud"]!.AsArray().Select(item => (string)item!).ShouldBe([Orders, KeyedHost.Base]);
        (await _host.IntrospectAsync(_client, await TokenAsync())).ContainsKey("aud").ShouldBeFalse();
    }

    [Fact]
    [Trait("rfc", "6749-3.2")]
    public async Task Other_parameters_may_still_not_be_repeated()
    {
        (string, string)[] form = [("grant_type", "client_credentials"), ("scope", "read"), ("scope", "read")];

        (await _host.PostAsync("/oauth2/token", _client, form)).ShouldBeRefused(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
    }

    [Fact]
    [Trait("rfc", "8707-2")]
    public async Task A_host_with_a_list_knows_what_stands_in_it_and_itself()
    {
        await using var host = await KeyedHost.StartAsync(options =>
        {
            options.Resources.Add("https://images.example.com/");
            options.Resources.Add("urn:example:orders");
        });
        var client = await host.RegisterBasicAsync();

        foreach (var known in new[] { "https://images.example.com", "urn:example:orders", KeyedHost.Base })
        {
            (await AskAsync(host, client, known)).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await AskAsync(host, client, Orders)).ShouldBeRefused(HttpStatusCode.BadRequest, "invalid_target");
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("https://api.example.com/#x")]
    public async Task Resources_that_cannot_be_are_found_at_the_start(string resource)
    {
        var start = () => KeyedHost.StartAsync(options => options.Resources.Add(resource));

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldContain("Auth:Resources:0");
        Should.Throw<ArgumentException>(() => new Resources.ResourceAttribute(resource));
    }

    private static void Map(WebApplication app) =>
        app.MapGet("/orders", () => "orders").RequireScope("read").WithResource(Orders);

    private async Task<(HttpStatusCode Thing, HttpStatusCode Order)> StatusesAsync(string token) =>
        (
            (await _host.GetAsync("/things/1", $"Bearer {token}")).Status,
            (await _host.GetAsync("/orders", $"Bearer {token}")).Status
        );

    private async Task<string> TokenAsync(params string[] resources) =>
        (string)(await AskAsync(resources)).Json["access_token"]!;

    private Task<KeyedReply> AskAsync(params string[] resources) => AskAsync(_host, _client, resources);

    private static Task<KeyedReply> AskAsync(KeyedHost host, string client, params string[] resources) =>
        host.PostAsync(
            "/oauth2/token",
            client,
            [("grant_type", "client_credentials"), .. resources.Select(resource => ("resource", resource))]
        );
}
