using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Auth.Registration;
using Auth.Storage;
using Auth.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Jose;

/// <summary>A host whose callers have keys. It is reached as <see cref="Base"/>, whatever its <c>Host</c> header says.</summary>
internal sealed class KeyedHost : IAsyncDisposable
{
    public const string Base = "https://api.example.com";
    public const string TokenUrl = Base + "/oauth2/token";
    public const string ServerKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private KeyedHost(WebApplication app, ManualTimeProvider time) =>
        (_app, _http, Time) = (app, app.GetTestClient(), time);

    public ManualTimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<KeyedHost> StartAsync(
        Action<ClientCredentialsAuthOptions>? configure = null,
        Action<ClientCredentialsAuthBuilder>? build = null,
        Action<WebApplication>? map = null,
        ManualTimeProvider? time = null
    )
    {
        time ??= new ManualTimeProvider();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        var auth = builder
            .Services.AddClientCredentialsAuth(options =>
            {
                options.PublicBaseUrl = new Uri(Base);
                options.ServerKey = ServerKey;
                options.Registration.Mode = RegistrationMode.Open;
                configure?.Invoke(options);
            })
            .AddScope("read", "Read.");
        build?.Invoke(auth);
        var app = builder.Build();
        app.UseClientCredentialsAuth();
        app.MapMethods("/things/{id}", ["GET", "POST"], () => "things").RequireScope("read");
        app.MapGet("/open", (HttpContext context) => context.GetCallingClient()?.Id ?? "anonymous");
        map?.Invoke(app);
        await app.StartAsync();
        return new KeyedHost(app, time);
    }

    /// <summary>Registers a client.</summary>
    public async Task<KeyedReply> RegisterAsync(JsonObject metadata)
    {
        metadata["client_name"] ??= "Test";
        metadata["grant_types"] ??= new JsonArray("client_credentials");
        return await KeyedReply.ReadAsync(await _http.PostAsJsonAsync("/oauth2/register", metadata));
    }

    /// <summary>Registers a client and gives the value of its <c>Authorization</c> header.</summary>
    public async Task<string> RegisterBasicAsync(bool requiresDPoP = false)
    {
        var reply = await RegisterAsync(new JsonObject { ["dpop_bound_access_tokens"] = requiresDPoP });
        var pair = $"{reply.Json["client_id"]}:{reply.Json["client_secret"]}";
        return $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";
    }

    /// <summary>Makes a client one that may ask about all tokens.</summary>
    public async Task MakeResourceServerAsync(string clientId)
    {
        var clients = Services.GetRequiredService<IClientStore>();
        var client = await clients.FindAsync(clientId, default);
        (await clients.TryUpdateAsync(client! with { IsResourceServer = true }, default)).ShouldBeTrue();
    }

    /// <summary>Posts a form.</summary>
    public Task<KeyedReply> PostAsync(
        string path,
        string? authorization,
        IEnumerable<(string Name, string Value)> form,
        params string[] proofs
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
        };
        return SendAsync(request, authorization, proofs);
    }

    /// <summary>Asks for a token.</summary>
    public Task<KeyedReply> TokenAsync(string? authorization, params string[] proofs) =>
        PostAsync("/oauth2/token", authorization, [("grant_type", "client_credentials")], proofs);

    /// <summary>Asks what is known of a token.</summary>
    public async Task<JsonObject> IntrospectAsync(string authorization, string token) =>
        (await PostAsync("/oauth2/introspect", authorization, [("token", token)])).Json;

    public Task<KeyedReply> GetAsync(string path, string? authorization, params string[] proofs) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), authorization, proofs);

    public async Task<KeyedReply> SendAsync(HttpRequestMessage request, string? authorization, params string[] proofs)
    {
        if (authorization is not null)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        }

        foreach (var proof in proofs)
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof).ShouldBeTrue();
        }

        return await KeyedReply.ReadAsync(await _http.SendAsync(request));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
