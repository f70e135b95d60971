using System.Text;
using Auth.Credentials;
using Auth.Storage;

namespace Auth.OAuth;

/// <summary>What tests say to the host.</summary>
internal sealed partial class OAuthHost
{
    public const string TokenPath = "/oauth2/token";
    public const string RevokePath = "/oauth2/revoke";
    public const string IntrospectPath = "/oauth2/introspect";
    public const string RegisterPath = "/oauth2/register";
    public const string VerifyPath = "/oauth2/verify";
    public const string KeyPath = "/oauth2/key";

    /// <summary>The grant every token request asks for.</summary>
    public static readonly (string Name, string Value) Grant = ("grant_type", "client_credentials");

    /// <summary>Sends a request; headers are taken as they are.</summary>
    public async Task<Reply> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    public Task<Reply> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync(HttpMethod.Get, path, content: null, headers);

    /// <summary>Reads a resource with a token.</summary>
    public Task<Reply> UseAsync(string token, string path = "/any") => GetAsync(path, Bearer(token));

    /// <summary>Posts a form with client credentials in the header.</summary>
    public Task<Reply> PostAsync(string path, Key key, params IEnumerable<(string Name, string Value)> form) =>
        SendAsync(HttpMethod.Post, path, Form(form), key.Basic);

    /// <summary>Posts a form without credentials in the header.</summary>
    public Task<Reply> PostAsync(string path, params IEnumerable<(string Name, string Value)> form) =>
        SendAsync(HttpMethod.Post, path, Form(form));

    public Task<Reply> SendJsonAsync(
        HttpMethod method,
        string path,
        string json,
        params IEnumerable<(string Name, string Value)> headers
    ) => SendAsync(method, path, Raw(json, "application/json"), headers);

    /// <summary>Registers an application.</summary>
    public async Task<Key> RegisterAsync(string metadata = """{"client_name":"App"}""")
    {
        var reply = await SendJsonAsync(HttpMethod.Post, RegisterPath, metadata);
        reply.Status.ShouldBe(201, reply.Body);
        return Key.Of(reply);
    }

    /// <summary>Stores a client as it stands, with a secret of the test's choosing.</summary>
    public async Task<Key> AddAsync(string id, string secret, Func<Client, Client>? change = null)
    {
        var now = Clock.GetUtcNow();
        var client = new Client
        {
            Id = id,
            Name = id,
            NormalizedName = id,
            Tier = "standard",
            Verified = true,
            Scopes = ["read", "write"],
            GrantTypes = ["client_credentials"],
            CreatedAt = now,
            Secrets = [new ClientSecret("s", CredentialHash.OfSecret(secret), now, ExpiresAt: null)],
        };
        await Of<IClientStore>().AddAsync(change?.Invoke(client) ?? client, mail: null, now, CancellationToken.None);
        return new Key(id, secret, "");
    }

    /// <summary>Changes a stored client.</summary>
    public async Task ChangeAsync(Key key, Func<Client, Client> change)
    {
        var clients = Of<IClientStore>();
        var client = await clients.FindAsync(key.Id, CancellationToken.None);
        (await clients.TryUpdateAsync(change(client!), CancellationToken.None)).ShouldBeTrue();
    }

    /// <summary>Asks for a token with the credentials in the header.</summary>
    public Task<Reply> RequestTokenAsync(Key key, params IEnumerable<(string Name, string Value)> more) =>
        PostAsync(TokenPath, key, [Grant, .. more]);

    /// <summary>Gets a token.</summary>
    public async Task<string> TokenAsync(Key key, params IEnumerable<(string Name, string Value)> more)
    {
        var reply = await RequestTokenAsync(key, more);
        reply.Status.ShouldBe(200, reply.Body);
        return reply.Text("access_token");
    }

    public Task<Reply> IntrospectAsync(Key key, string token) => PostAsync(IntrospectPath, key, ("token", token));

    public static (string Name, string Value) Bearer(string token) => ("Authorization", "Bearer " + token);

    public static (string Name, string Value) From(string address) => (AddressHeader, address);

    public static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> form) =>
        new(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>A body of exactly these characters under exactly this content type.</summary>
    public static ByteArrayContent Raw(string body, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return content;
    }

    /// <summary>A form of exactly these characters.</summary>
    public static ByteArrayContent RawForm(string body) => Raw(body, "application/x-www-form-urlencoded");
}

/// <summary>A client's credentials.</summary>
internal sealed record Key(string Id, string Secret, string RegistrationToken)
{
    /// <summary>The credentials as a header, both halves encoded as the RFC asks.</summary>
    public (string Name, string Value) Basic => BasicOf($"{Uri.EscapeDataString(Id)}:{Uri.EscapeDataString(Secret)}");

    /// <summary>The credentials as form fields.</summary>
    public (string Name, string Value)[] Post => [("client_id", Id), ("client_secret", Secret)];

    /// <summary>The registration token as a header.</summary>
    public (string Name, string Value) Manage => OAuthHost.Bearer(RegistrationToken);

    /// <summary>The path of the registration.</summary>
    public string Path => $"{OAuthHost.RegisterPath}/{Id}";

    /// <summary>Any text in the place of credentials.</summary>
    public static (string Name, string Value) BasicOf(string pair) =>
        ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

    /// <summary>The credentials that a registration answered.</summary>
    public static Key Of(Reply reply) =>
        new(reply.Text("client_id"), reply.TextOrNone("client_secret") ?? "", reply.Text("registration_access_token"));
}
