using System.Globalization;
using System.Text.Json;
using Auth.AccessControl;
using Auth.Contacts;
using Auth.Credentials;
using Auth.Http;
using Auth.RateLimiting;
using Auth.Registration;
using Auth.Storage;
using Auth.Time;
using Auth.Token;
using Microsoft.Extensions.Options;

namespace Auth.Admin.Import;

/// <summary>Reads one client of an import; what an operator may change of a client is read as changes are.</summary>
internal sealed class ImportedClientReader(
    RateLimitPlanSource plans,
    EmailSealer sealer,
    ClientEmails emails,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const int MaxName = 150;
    private const int MaxDescription = 10_000;
    private const int MaxWebsite = 2_000;

    private static readonly string[] Changeable = ["tier", "limits", "verified", "disabled", "access_type"];

    private static readonly string[] Known =
    [
        "client_id",
        "name",
        "secret",
        "secret_hash",
        "description",
        "email",
        "scope",
        "redirect_uris",
        "website",
        "created_at",
        "unique_name",
        .. Changeable,
    ];

    /// <summary>Reads a client.</summary>
    /// <returns>The client, or what is wrong with it.</returns>
    public (ImportedClient? Client, string? Error) Read(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            return (null, "A client must be an object.");
        }

        var fields = new ImportedFields(row);
        if (row.EnumerateObject().Any(field => !Known.Contains(field.Name, StringComparer.Ordinal)))
        {
            return (null, $"A field is unknown. The fields are {string.Join(", ", Known)}.");
        }

        var client = ReadClient(fields);
        var (secret, hash) = ReadSecret(fields);
        var patch = ReadChanges(fields);
        return client is null || fields.Error is not null
            ? (null, fields.Error)
            : (new ImportedClient(Finish(patch?.Apply(client) ?? client, fields), secret, hash), null);
    }

    private Client? ReadClient(ImportedFields fields)
    {
        var id = fields.Required("client_id", ClientIdForm.IsAcceptable, ClientIdForm.Expected);
        var name = fields.Required("name", text => IsName(text), $"text of 1 to {MaxName} characters");
        var description = fields.Text(
            "description",
            text => text.Length <= MaxDescription,
            $"text of at most {MaxDescription} characters"
        );
        var email = fields.Text("email", text => EmailAddress.TryParse(text) is not null, "an address");
        var scope = fields.Text(
            "scope",
            text => ScopeSet.Parse(text) is not null,
            "names of scopes, separated by spaces"
        );
        var website = fields.Text("website", text => text.Length <= MaxWebsite && IsWeb(text), "an http or https URL");
        var redirectUris = fields.List(
            "redirect_uris",
            ImportedRedirectUri.IsAcceptable,
            "absolute URIs without fragments"
        );
        var createdAt = fields.Time("created_at");
        if (fields.Error is not null)
        {
            return null;
        }

        var normalized = ClientName.Normalize(name!);
        return new Client
        {
            Id = id!,
            Name = name!,
            NormalizedName = normalized,
            UniqueName = fields.Flag("unique_name") is true ? normalized : null,
            Description = description,
            Email = email is null ? null : sealer.Seal(EmailAddress.TryParse(email)!.Value),
            Tier = options.CurrentValue.Registration.Tier,
            Verified = true,
            Scopes = scope is null ? [.. options.CurrentValue.Scopes.Keys] : ScopeSet.Parse(scope)!.Value,
            GrantTypes = redirectUris.IsEmpty ? ["client_credentials"] : ["authorization_code", "client_credentials"],
            RedirectUris = redirectUris,
            Website = website,
            CreatedAt = createdAt is { } time && time < clock.UtcNow ? time : clock.UtcNow,
        };
    }

    private (string? Secret, SecretHash? Hash) ReadSecret(ImportedFields fields)
    {
        var secret = fields.Text(
            "secret",
            ImportedSecrets.IsAcceptable,
            $"text of 1 to {ImportedSecrets.MaxSize} bytes"
        );
        var foreign = fields.Text("secret_hash", _ => true, "text");
        if ((secret is null) == (foreign is null))
        {
            fields.Refuse("Exactly one of secret and secret_hash must be given.");
            return (null, null);
        }

        if (foreign is null)
        {
            return (secret, null);
        }

        var (hash, error) = ForeignSecretHash.Read(foreign, options.CurrentValue.ImportedSecrets.Iterations);
        if (error is not null)
        {
            fields.Refuse(error);
        }

        return (null, hash);
    }

    private ClientPatch? ReadChanges(ImportedFields fields)
    {
        var changes = new RequestParameters();
        foreach (var name in Changeable)
        {
            if (fields.Json(name) is { } json)
            {
                var text = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
                changes.TryAdd(name, new RequestParameter(text, json));
            }
        }

        if (!changes.Names.Any())
        {
            return null;
        }

        var (patch, error) = ClientPatch.Read(changes, plans.Current);
        if (error is not null)
        {
            fields.Refuse(error);
        }

        return patch;
    }

    /// <summary>An unverified client with an address lapses as a new one would; a client under access control has its address for itself.</summary>
    private Client Finish(Client client, ImportedFields fields)
    {
        if (!client.Verified && client.Email is not null)
        {
            client = client with { LapsesAt = clock.UtcNow + options.CurrentValue.Registration.UnverifiedLifetime };
        }

        return client.Access is not null && fields.Json("email")?.GetString() is { } email
            ? emails.Assign(client, EmailAddress.TryParse(email)!)
            : client;
    }

    private static bool IsName(string text) =>
        text.Trim() == text && text.Length <= MaxName && ClientName.Normalize(text).Length > 0;

    private static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
