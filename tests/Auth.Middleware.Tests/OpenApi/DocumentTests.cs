using System.Text.Json;
using Auth.Pipeline;
using Auth.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.OpenApi;

/// <summary>The document of a host that does nothing but <c>AddOpenApi</c>.</summary>
public sealed class DocumentTests
{
    private static async Task<JsonElement> ReadAsync(Action<ClientCredentialsAuthBuilder> add)
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = new Dictionary<string, string?> { ["Auth:PublicBaseUrl"] = "https://api.example.com" },
                Services = services => services.AddOpenApi(),
                Auth = auth => add(auth.AddScope("orders:read", "Read orders")),
                Map = app =>
                {
                    app.MapOpenApi();
                    app.MapAuthAdmin("/auth/admin").RequireAuthorization();
                    app.MapGet("/orders", () => "orders").RequireScope("orders:read");
                    app.MapGet("/about", () => "about").DisableRateLimit();
                },
            }
        );
        using var response = await host.Http.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    [Fact]
    public async Task The_standard_endpoints_are_described_as_approved()
    {
        var document = await ReadAsync(_ => { });

        Snapshot.ShouldMatch(Outline(document));
    }

    [Fact]
    public async Task The_endpoints_of_openverse_are_described_as_approved()
    {
        var document = await ReadAsync(auth => auth.AddOpenverseDialect());

        Snapshot.ShouldMatch(Outline(document, "/v1/"));
    }

    [Fact]
    public async Task Every_endpoint_of_the_library_says_what_it_takes_what_it_answers_and_how_it_fails()
    {
        var document = await ReadAsync(auth => auth.AddOpenverseDialect());

        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(p => IsOurs(p.Name)))
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                var responses = operation.Value.GetProperty("responses").EnumerateObject().ToList();
                responses.ShouldContain(response => response.Name.StartsWith('2'), name);
                operation.Value.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(name);
                if (!IsUnlimited(path.Name))
                {
                    responses.ShouldContain(response => response.Name == "429", name);
                }
            }
        }
    }

    [Fact]
    public async Task The_operator_api_is_described_as_approved()
    {
        var document = await ReadAsync(_ => { });

        Snapshot.ShouldMatch(Outline(document, "/auth/admin/"));
    }

    [Fact]
    [Trait("rfc", "6749-4.4")]
    public async Task The_security_scheme_is_the_client_credentials_flow_with_the_hosts_scopes()
    {
        var document = await ReadAsync(_ => { });

        var flow = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("clientCredentials");
        flow.GetProperty("type").GetString().ShouldBe("oauth2");
        var credentials = flow.GetProperty("flows").GetProperty("clientCredentials");
        credentials.GetProperty("tokenUrl").GetString().ShouldBe("https://api.example.com/oauth2/token");
        credentials.GetProperty("scopes").GetProperty("orders:read").GetString().ShouldBe("Read orders");
    }

    [Fact]
    public async Task The_hosts_own_endpoints_say_which_token_they_want_and_that_they_are_limited()
    {
        var paths = (await ReadAsync(_ => { })).GetProperty("paths");

        var orders = paths.GetProperty("/orders").GetProperty("get");
        var requirement = orders.GetProperty("security")[0].GetProperty("clientCredentials");
        requirement[0].GetString().ShouldBe("orders:read");
        Statuses(orders).ShouldBe(["200", "401", "403", "429"], ignoreOrder: true);
        var about = paths.GetProperty("/about").GetProperty("get");
        about.TryGetProperty("security", out _).ShouldBeFalse();
        Statuses(about).ShouldBe(["200"]);
    }

    private static bool IsOurs(string path) =>
        path.StartsWith("/oauth2/", StringComparison.Ordinal)
        || path.StartsWith("/v1/", StringComparison.Ordinal)
        || path.StartsWith("/auth/admin/", StringComparison.Ordinal)
        || path.StartsWith("/.well-known/", StringComparison.Ordinal);

    private static bool IsUnlimited(string path) =>
        path.StartsWith("/.well-known/", StringComparison.Ordinal)
        || path.StartsWith("/auth/admin/", StringComparison.Ordinal);

    private static IEnumerable<string> Statuses(JsonElement operation) =>
        operation.GetProperty("responses").EnumerateObject().Select(response => response.Name);

    /// <summary>Each operation with what goes in and what comes out, a line each.</summary>
    private static string Outline(JsonElement document, string? under = null)
    {
        var lines = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(p => IsShown(p.Name)))
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                lines.Add($"{operation.Name.ToUpperInvariant()} {path.Name}");
                if (operation.Value.TryGetProperty("requestBody", out var body))
                {
                    lines.AddRange(Content(body).Select(content => $"    takes {content}"));
                }

                foreach (var response in operation.Value.GetProperty("responses").EnumerateObject())
                {
                    var content = string.Join(", ", Content(response.Value));
                    lines.Add($"    {response.Name} {content}".TrimEnd());
                }
            }
        }

        return string.Join('\n', lines);

        bool IsShown(string path) =>
            under is null
                ? !path.StartsWith("/auth/", StringComparison.Ordinal)
                : path.StartsWith(under, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Content(JsonElement body) =>
        body.TryGetProperty("content", out var content)
            ? content.EnumerateObject().Select(type => $"{type.Name} {Schema(type.Value)}")
            : [];

    /// <summary>The name of a schema, or the members of one that stands where it is used.</summary>
    private static string Schema(JsonElement type)
    {
        if (!type.TryGetProperty("schema", out var schema))
        {
            return "-";
        }

        if (schema.TryGetProperty("$ref", out var name))
        {
            return name.GetString()!.Split('/')[^1];
        }

        return schema.TryGetProperty("properties", out var properties)
            ? $"{{ {string.Join(", ", properties.EnumerateObject().Select(property => property.Name))} }}"
            : schema.GetProperty("type").ToString();
    }
}
