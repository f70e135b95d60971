using System.Text.Json;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>The walkthrough of DADI API, with its commands and its scripts, against the host as it comes.</summary>
public sealed class DadiWalkthroughTests : IAsyncLifetime
{
    private HostProcess _host = null!;

    private string Api => _host.Address.AbsoluteUri.TrimEnd('/');

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Curl_gets_a_token_and_lists_the_collections()
    {
        var reply = await ShellAsync(
            """curl -sS -X POST -H "Content-Type: application/json" --data "{\"clientId\":\"testClient\",\"secret\":\"superSecret\"}" "http://api.example.com/token" """
        );
        var token = AssertToken(reply);

        var collections = await ShellAsync(
            $"""curl -sS -X GET -H "Content-Type: application/json" -H "Authorization: Bearer {token}" "http://api.example.com/api/collections" """
        );

        AssertCollections(collections);
    }

    [Fact]
    public async Task Node_gets_a_token_and_lists_the_collections()
    {
        var token = AssertToken(
            await NodeAsync(
                """
                var http = require('http')

                var options = {
                  hostname: 'api.example.com',
                  port: 80,
                  method: 'POST',
                  path: '/token',
                  headers: {
                    'content-type': 'application/json'
                  }
                }

                var credentials = JSON.stringify({
                  clientId: 'your-client-id',
                  secret: 'your-secret'
                })

                var req = http.request(options, function (res) {
                  var chunks = []

                  res.on('data', function (chunk) {
                    chunks.push(chunk)
                  })

                  res.on('end', function () {
                    var body = Buffer.concat(chunks)
                    console.log(body.toString())
                  })
                })

                req.write(credentials)
                req.end()
                """
            )
        );

        var collections = await NodeAsync(
            """
            var http = require('http')

            var options = {
              hostname: 'api.example.com',
              port: 80,
              method: 'GET',
              path: '/api/collections',
              headers: {
                'authorization': 'Bearer 4172bbf1-0890-41c7-b0db-477095a288b6',
                'content-type': 'application/json'
              }
            }

            var req = http.request(options, function (res) {
              var chunks = []

              res.on('data', function (chunk) {
                chunks.push(chunk)
              })

              res.on('end', function () {
                var body = Buffer.concat(chunks)
                console.log(body.toString())
              })
            })

            req.end()
            """.Replace("4172bbf1-0890-41c7-b0db-477095a288b6", token, StringComparison.Ordinal)
        );

        AssertCollections(collections);
    }

    [Fact]
    public async Task A_token_of_yesterday_is_answered_so_that_clients_get_a_new_one()
    {
        var reply = await _host.GetAsync("api/collections", "4172bbf1-0890-41c7-b0db-477095a288b6");

        reply.Status.ShouldBe(401);
        reply
            .Header("WWW-Authenticate")
            .ShouldBe("Bearer, error=\"invalid_token\", error_description=\"Invalid or expired access token\"");
    }

    [Fact]
    public async Task Operators_make_administrators_too()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["HostApp__OperatorKey"] = HostCalls.OperatorKey,
            ["Auth__Dadi__TokenLifetime"] = "00:10:00",
        };
        await using var host = await HostProcess.StartAsync(settings);
        var none = await PostAsync(host, "token", """{"clientId":"testClient","secret":"superSecret"}""");
        none.Status.ShouldBe(401, "the administrator of developers' machines is nowhere else");

        var made = await host.OperateAsync("POST", "clients", new { name = "Console" });
        var id = made.Json.GetProperty("client").GetProperty("client_id").GetString()!;
        var patched = await host.OperateAsync("PATCH", $"clients/{id}", new { access_type = "superUser" });
        patched.Text("access_type").ShouldBe("superUser");
        var token = await PostAsync(
            host,
            "token",
            JsonSerializer.Serialize(new { clientId = id, secret = made.Text("client_secret") })
        );

        token.Status.ShouldBe(200, token.Body);
        token.Json.GetProperty("expiresIn").GetInt32().ShouldBe(600);
        var clients = await host.GetAsync("api/clients", token.Text("accessToken"));
        clients.Body.ShouldBe(
            """{"results":[{"clientId":"ID","accessType":"superUser","resources":{},"roles":[],"data":{}}]}""".Replace(
                "ID",
                id,
                StringComparison.Ordinal
            )
        );
        (await host.OperateAsync("PATCH", $"clients/{id}", new { access_type = "king" })).Status.ShouldBe(400);
        await host.OperateAsync("PATCH", $"clients/{id}", new { access_type = (string?)null });
        (await host.GetAsync("api/clients", token.Text("accessToken"))).Status.ShouldBe(403);
    }

    private static async Task<Reply> PostAsync(HostProcess host, string path, string json)
    {
        var body = new StringContent(json);
        body.Headers.ContentType = new("application/json");
        return await host.SendAsync(HttpMethod.Post, path, body: body);
    }

    private static string AssertToken(string body)
    {
        var json = JsonDocument.Parse(body).RootElement;
        json.EnumerateObject().Select(member => member.Name).ShouldBe(["accessToken", "tokenType", "expiresIn"]);
        json.GetProperty("tokenType").GetString().ShouldBe("Bearer");
        json.GetProperty("expiresIn").GetInt32().ShouldBe(1800);
        return json.GetProperty("accessToken").GetString()!;
    }

    private static void AssertCollections(string body) =>
        body.Trim()
            .ShouldBe(
                """{"collections":[{"version":"v1","name":"Articles","slug":"articles","path":"/v1/articles"},{"version":"v1","name":"Authors","slug":"authors","path":"/v1/authors"}]}"""
            );

    private Task<string> ShellAsync(string command) =>
        Shell.RunAsync(command.Replace("http://api.example.com", Api, StringComparison.Ordinal), _host.DataDirectory);

    /// <summary>Runs a script of the guide, with the host and the credentials that its reader fills in.</summary>
    private async Task<string> NodeAsync(string script)
    {
        var file = Path.Combine(_host.DataDirectory, "walkthrough.js");
        await File.WriteAllTextAsync(
            file,
            script
                .Replace("'api.example.com'", "'127.0.0.1'", StringComparison.Ordinal)
                .Replace("port: 80", $"port: {_host.Port}", StringComparison.Ordinal)
                .Replace("'your-client-id'", "'testClient'", StringComparison.Ordinal)
                .Replace("'your-secret'", "'superSecret'", StringComparison.Ordinal)
        );
        return await Shell.RunAsync("node walkthrough.js", _host.DataDirectory);
    }
}
