using System.Net.Http.Headers;
using System.Text;
using Auth.Mail;
using Microsoft.AspNetCore.TestHost;

namespace Auth.Rig;

/// <summary>What tests say to the host.</summary>
internal sealed partial class OpenverseHost
{
    public const string RegisterPath = "/v1/auth_tokens/register/";
    public const string TokenPath = "/v1/auth_tokens/token/";
    public const string VerifyPath = "/v1/auth_tokens/verify/";
    public const string RevokePath = "/v1/auth_tokens/revoke_token/";
    public const string IntrospectPath = "/v1/auth_tokens/introspect/";
    public const string KeyInfoPath = "/v1/rate_limit/";
    public const string TierRequestPath = "/v1/rate_limit/request/";

    private const string RawPrefix = "X-Raw-";

    private HttpClient? _client;

    /// <summary>A client that follows no redirects.</summary>
    public HttpClient Client =>
        _client ??= _listens
            ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
            {
                BaseAddress = new Uri($"http://127.0.0.1:{Port}"),
            }
            : _app.GetTestClient();

    /// <summary>Sends a request; headers are taken as they are.</summary>
    public async Task<WireReply> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            // In memory, headers that the client knows would be tidied up on their way.
            request.Headers.TryAddWithoutValidation(_listens ? name : RawPrefix + name, value);
        }

        using var response = await Client.SendAsync(request);
        return await WireReply.ReadAsync(response);
    }

    public Task<WireReply> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync(HttpMethod.Get, path, content: null, headers);

    public Task<WireReply> PostFormAsync(string path, params IEnumerable<(string Name, string Value)> form) =>
        SendAsync(HttpMethod.Post, path, Form(form));

    public Task<WireReply> PostJsonAsync(
        string path,
        string json,
        params IEnumerable<(string Name, string Value)> headers
    ) => SendAsync(HttpMethod.Post, path, Raw(json, "application/json"), headers);

    /// <summary>Registers an application.</summary>
    public async Task<Registered> RegisterAsync(
        string name = "My project",
        string email = "dev@example.org",
        string? address = null
    )
    {
        var reply = await SendAsync(
            HttpMethod.Post,
            RegisterPath,
            Form(("name", name), ("description", "Tests"), ("email", email)),
            address is null ? [] : [(AddressHeader, address)]
        );
        reply.Status.ShouldBe(201, reply.Body);
        return new Registered(reply.Text("client_id"), reply.Text("client_secret"));
    }

    /// <summary>Registers an application and follows the link in its mail.</summary>
    public async Task<Registered> RegisterVerifiedAsync(string name = "My project", string email = "dev@example.org")
    {
        var registered = await RegisterAsync(name, email);
        await DeliverAsync();
        (await GetAsync(LinkPath(Mail.Sent[^1]))).Status.ShouldBe(200);
        return registered;
    }

    /// <summary>Gets a token.</summary>
    public async Task<string> TokenAsync(Registered registered)
    {
        var reply = await RequestTokenAsync(registered);
        reply.Status.ShouldBe(200, reply.Body);
        return reply.Text("access_token");
    }

    /// <summary>Asks for a token with the credentials in the form.</summary>
    public Task<WireReply> RequestTokenAsync(
        Registered registered,
        params IEnumerable<(string Name, string Value)> more
    ) => PostFormAsync(TokenPath, [("grant_type", "client_credentials"), .. registered.Form, .. more]);

    /// <summary>The path of the link in a mail, which starts with the public URL.</summary>
    public static string LinkPath(EmailMessage mail)
    {
        var link = mail.Body.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
        link.ShouldStartWith(PublicBase + VerifyPath);
        return link[PublicBase.Length..];
    }

    public static (string Name, string Value) Bearer(string token) => ("Authorization", "Bearer " + token);

    public static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> form) =>
        new(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public static MultipartFormDataContent Multipart(params IEnumerable<(string Name, string Value)> form)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in form)
        {
            content.Add(new StringContent(value), name);
        }

        return content;
    }

    /// <summary>A body of exactly these characters, one byte each above ASCII only in UTF-8, under exactly this content type.</summary>
    public static ByteArrayContent Raw(string body, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return content;
    }
}

/// <summary>A registered application's credentials.</summary>
internal sealed record Registered(string ClientId, string Secret)
{
    /// <summary>The credentials as form fields.</summary>
    public (string Name, string Value)[] Form => [("client_id", ClientId), ("client_secret", Secret)];

    /// <summary>The credentials as a header.</summary>
    public (string Name, string Value) Basic => BasicOf($"{ClientId}:{Secret}");

    /// <summary>Any text in the place of credentials.</summary>
    public static (string Name, string Value) BasicOf(string pair) =>
        ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
}
