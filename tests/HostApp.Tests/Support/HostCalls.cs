using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>What developers and operators do with the host over HTTP.</summary>
internal static class HostCalls
{
    public const string OperatorKey = "a-key-for-operators-only";
    private static int _number;

    public static async Task<Reply> SendAsync(
        this HostProcess host,
        HttpMethod method,
        string path,
        string? token = null,
        HttpContent? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await host.Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    public static Task<Reply> GetAsync(this HostProcess host, string path, string? token = null) =>
        host.SendAsync(HttpMethod.Get, path, token);

    public static Task<Reply> FormAsync(this HostProcess host, string path, params (string Name, string Value)[] fields)
    {
        var body = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return host.SendAsync(HttpMethod.Post, path, body: body);
    }

    public static Task<Reply> RegisterAsync(this HostProcess host, string name, string email) =>
        host.FormAsync("v1/auth_tokens/register/", ("name", name), ("description", "A test"), ("email", email));

    public static Task<Reply> RequestTokenAsync(this HostProcess host, string id, string secret) =>
        host.RequestTokenAsync("v1/auth_tokens/token/", id, secret);

    /// <summary>The same where the dialect of the client does not matter.</summary>
    public static Task<Reply> RequestStandardTokenAsync(this HostProcess host, string id, string secret) =>
        host.RequestTokenAsync("oauth2/token", id, secret);

    private static Task<Reply> RequestTokenAsync(this HostProcess host, string path, string id, string secret) =>
        host.FormAsync(path, ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

    /// <summary>Calls the operator API with the operator's key.</summary>
    public static Task<Reply> OperateAsync(this HostProcess host, string method, string path, object? body = null)
    {
        var json = body is null
            ? null
            : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return host.SendAsync(
            HttpMethod.Parse(method),
            "auth/admin/" + path,
            body: json,
            headers: ("X-Operator-Key", OperatorKey)
        );
    }

    /// <summary>Registers an application as an operator, who vouches for it: it is verified from the start.</summary>
    public static async Task<Application> VouchAsync(this HostProcess host, string name, string email, string about)
    {
        var created = await host.OperateAsync(
            "POST",
            "clients",
            new
            {
                name,
                email,
                description = about,
            }
        );
        created.Status.ShouldBe(201, created.Body);
        var id = created.Json.GetProperty("client").GetProperty("client_id").GetString()!;
        var secret = created.Text("client_secret");
        var token = await host.RequestStandardTokenAsync(id, secret);
        token.Status.ShouldBe(200, token.Body);
        return new Application(id, secret, name, email, token.Text("access_token"));
    }

    /// <summary>Asks for a higher tier.</summary>
    public static async Task AskForTierAsync(this HostProcess host, Application application, string tier, string reason)
    {
        var body = new FormUrlEncodedContent([new("tier", tier), new("reason", reason)]);
        var asked = await host.SendAsync(HttpMethod.Post, "v1/rate_limit/request/", application.Token, body);
        asked.Status.ShouldBe(201, asked.Body);
    }

    /// <summary>Registers an application of its own and gets it a token; its address is not verified.</summary>
    public static async Task<Application> NewApplicationAsync(this HostProcess host)
    {
        var number = Interlocked.Increment(ref _number);
        var (name, email) = ($"Application {number}", $"developer-{number}@example.org");
        var registered = await host.RegisterAsync(name, email);
        registered.Status.ShouldBe(201, registered.Body);
        var (id, secret) = (registered.Text("client_id"), registered.Text("client_secret"));
        var token = await host.RequestTokenAsync(id, secret);
        token.Status.ShouldBe(200, token.Body);
        return new Application(id, secret, name, email, token.Text("access_token"));
    }

    /// <summary>The same, with a verified address.</summary>
    public static async Task<Application> NewVerifiedApplicationAsync(this HostProcess host)
    {
        var application = await host.NewApplicationAsync();
        var mail = await host.Mail.NextToAsync(application.Email, TimeSpan.FromSeconds(30));
        var verified = await host.GetAsync(mail.Links.ShouldHaveSingleItem().PathAndQuery);
        verified.Status.ShouldBe(200, verified.Body);
        return application;
    }
}

/// <summary>A registered application.</summary>
internal sealed record Application(string Id, string Secret, string Name, string Email, string Token);
