using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Admin;

/// <summary>A host with the operator API at <c>/admin</c>, open to the test, and an endpoint at <c>/</c> that asks for a token.</summary>
internal sealed class AdminHost(PipelineHost host) : IAsyncDisposable
{
    public PipelineHost Host => host;

    public static async Task<AdminHost> StartAsync(Action<ClientCredentialsAuthBuilder>? auth = null) =>
        new(
            await PipelineHost.StartAsync(
                new PipelineSetup
                {
                    Auth = builder =>
                    {
                        builder.AddScope("orders:read", "Read orders").AddOpenverseDialect();
                        auth?.Invoke(builder);
                    },
                    Map = app =>
                    {
                        app.MapAuthAdmin("/admin").RequireAuthorization(policy => policy.RequireAssertion(_ => true));
                        app.MapGet("/", () => "in").RequireScope();
                    },
                }
            )
        );

    /// <summary>Sends a request of an operator; a string is sent as it is, anything else as JSON.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), $"/admin{path}")
        {
            Content = body switch
            {
                null => null,
                HttpContent content => content,
                string text => new StringContent(text, Encoding.UTF8, "application/json"),
                _ => JsonContent.Create(body),
            },
        };
        return host.Http.SendAsync(request);
    }

    /// <summary>Sends a request that succeeds and returns its body.</summary>
    public async Task<JsonElement> DoAsync(string method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        response.Header("Cache-Control").ShouldBe("no-store");
        return await response.JsonAsync();
    }

    /// <summary>Asks for a token with a secret and returns the status.</summary>
    public async Task<int> AuthenticateAsync(string clientId, string secret)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = clientId,
                ["client_secret"] = secret,
                ["scope"] = "orders:read",
            }
        );
        using var response = await host.Http.PostAsync("/v1/auth_tokens/token/", form);
        return (int)response.StatusCode;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
