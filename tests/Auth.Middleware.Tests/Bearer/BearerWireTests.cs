using System.Net;
using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Auth.Bearer;

/// <summary>RFC 6750 on the host's own endpoints.</summary>
[Trait("rfc", "6750-3")]
public sealed class BearerWireTests
{
    private static Task<PipelineHost> StartAsync() =>
        PipelineHost.StartAsync(app =>
        {
            app.MapGet("/open", (HttpContext context) => context.GetCallingClient()?.Id ?? "anonymous");
            app.MapGet("/any", () => "any").RequireScope();
            app.MapGet("/orders", () => "orders").RequireScope("orders:read");
            app.MapGet("/both", () => "both").RequireScope("orders:read").RequireScope("orders:write", "orders:read");
            app.MapGet("/authorize", () => "authorized").RequireAuthorization();
        });

    [Theory]
    [InlineData("/any")]
    [InlineData("/orders")]
    [InlineData("/authorize")]
    [Trait("line", "B1")]
    public async Task A_request_without_credentials_is_challenged_without_an_error(string path)
    {
        await using var host = await StartAsync();

        using var response = await host.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Challenge().ShouldBe(Answers.Missing);
        await response.ProblemAsync();
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Negotiate abc")]
    [InlineData("Bearerabc")]
    [InlineData("")]
    [Trait("line", "B9")]
    public async Task Another_scheme_counts_as_no_credentials(string header)
    {
        await using var host = await StartAsync();

        using var protectedAnswer = await SendAsync(host, "/orders", header);
        using var openAnswer = await SendAsync(host, "/open", header);

        protectedAnswer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        protectedAnswer.Challenge().ShouldBe(Answers.Missing);
        (await openAnswer.Content.ReadAsStringAsync()).ShouldBe("anonymous");
    }

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("BEARER {0}")]
    [InlineData("bEaReR {0}")]
    [InlineData("Bearer     {0}")]
    [InlineData("Bearer {0}  ")]
    [Trait("rfc", "6750-2.1")]
    [Trait("line", "B4")]
    public async Task The_case_of_the_scheme_and_the_number_of_spaces_do_not_count(string header)
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync(scopes: ["orders:read"]);

        using var response = await SendAsync(host, "/orders", header.Replace("{0}", caller.Token));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a,b")]
    [InlineData("Bearer a, Bearer b")]
    [InlineData("Bearer \"a\"")]
    [InlineData("Bearer a\tb")]
    [InlineData("Bearer a%20")]
    [Trait("line", "B5")]
    public async Task A_malformed_header_is_an_invalid_request(string header)
    {
        await using var host = await StartAsync();

        foreach (var path in (string[])["/open", "/orders", "/authorize"])
        {
            using var response = await SendAsync(host, path, header);

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            response.Challenge().ShouldStartWith("Bearer realm=\"api\", error=\"invalid_request\"");
            await response.ProblemAsync();
        }
    }

    [Fact]
    [Trait("line", "B6")]
    [Trait("attack", "7")]
    public async Task Two_header_lines_are_an_invalid_request()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        foreach (var second in (string[])[$"Bearer {caller.Token}", "Basic YTpi", ""])
        {
            var context = await host.Server.SendAsync(context =>
            {
                context.Request.Path = "/open";
                context.Request.Headers.Authorization = new([$"Bearer {caller.Token}", second]);
            });

            context.Response.StatusCode.ShouldBe(400);
            context.Response.Headers.WWWAuthenticate.ToString().ShouldContain("error=\"invalid_request\"");
        }
    }

    [Theory]
    [InlineData("/open")]
    [InlineData("/orders")]
    [InlineData("/authorize")]
    [Trait("line", "B12")]
    [Trait("line", "B2")]
    [Trait("attack", "46")]
    public async Task A_token_that_is_no_good_is_refused_also_where_anybody_may_call(string path)
    {
        await using var host = await StartAsync();

        using var response = await host.GetAsync(path, "some-token");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Challenge().ShouldStartWith("Bearer realm=\"api\", error=\"invalid_token\", error_description=");
        await response.ProblemAsync();
    }

    [Fact]
    [Trait("line", "B3")]
    [Trait("line", "B10")]
    public async Task A_token_without_the_scope_is_told_which_one_it_lacks()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync(scopes: ["orders:write", "orders"]);

        using var one = await host.GetAsync("/orders", caller.Token);
        using var two = await host.GetAsync("/both", caller.Token);
        using var any = await host.GetAsync("/any", caller.Token);

        one.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        one.Challenge().ShouldContain("error=\"insufficient_scope\"");
        one.Challenge().ShouldEndWith(", scope=\"orders:read\"");
        await one.ProblemAsync();
        two.Challenge().ShouldEndWith(", scope=\"orders:read orders:write\"");
        any.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("rfc", "6750-2.3")]
    [Trait("line", "B7")]
    [Trait("attack", "19")]
    public async Task A_token_in_the_query_is_not_looked_at()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync(scopes: ["orders:read"]);

        using var alone = await host.GetAsync($"/orders?access_token={caller.Token}");
        using var beside = await host.GetAsync("/orders?access_token=x", caller.Token);

        alone.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        alone.Challenge().ShouldBe(Answers.Missing);
        beside.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("line", "B8")]
    public async Task A_challenge_names_each_parameter_once_in_printable_ASCII()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        HttpResponseMessage[] answers =
        [
            await host.GetAsync("/orders"),
            await host.GetAsync("/orders", "\"\\<script>"),
            await host.GetAsync("/orders", "nobody"),
            await host.GetAsync("/orders", caller.Token),
        ];

        foreach (var answer in answers)
        {
            var challenge = answer.Challenge();
            challenge.ShouldAllBe(c => c >= ' ' && c <= '~');
            var names = challenge["Bearer ".Length..].Split(", ").Select(part => part.Split('=')[0]).ToList();
            names.ShouldBeUnique();
            names.ShouldBeSubsetOf(["realm", "error", "error_description", "scope", "resource_metadata"]);
        }
    }

    [Fact]
    public async Task The_realm_is_the_configured_one()
    {
        await using var host = await PipelineHost.StartAsync(
            app => app.MapGet("/any", () => "any").RequireScope(),
            ("Auth:Realm", "images")
        );

        using var response = await host.GetAsync("/any");

        response.Challenge().ShouldBe($"Bearer realm=\"images\", {Answers.Metadata}");
    }

    [Fact]
    public async Task A_refused_HEAD_has_no_body()
    {
        await using var host = await PipelineHost.StartAsync(app =>
            app.MapMethods("/any", ["HEAD"], () => Results.Ok()).RequireScope()
        );

        using var response = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/any"));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two scopes")]
    [InlineData("quo\"ted")]
    [InlineData("back\\slash")]
    [InlineData("größe")]
    public void A_scope_that_no_token_can_have_is_refused_where_it_is_asked_for(string scope) =>
        Should.Throw<ArgumentException>(() => new RequireScopeAttribute("read", scope));

    private static Task<HttpResponseMessage> SendAsync(PipelineHost host, string path, string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
        return host.Http.SendAsync(request);
    }
}
