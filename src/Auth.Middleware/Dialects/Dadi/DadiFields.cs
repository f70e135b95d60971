using System.Collections.Immutable;
using System.Text.Json;
using Auth.AccessControl;
using Auth.Contacts;
using Auth.Credentials;
using Auth.Storage;

namespace Auth.Dialects.Dadi;

/// <summary>Reads the fields of a body and collects all that is wrong with them.</summary>
internal sealed class DadiFields
{
    private const int MaxNameLength = 100;
    private const int MaxTextLength = 1_000;

    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);

    /// <summary>Takes the fields of a body; what is not an object has none.</summary>
    public DadiFields(JsonElement? body)
    {
        foreach (var field in body is { ValueKind: JsonValueKind.Object } json ? json.EnumerateObject() : default)
        {
            _fields[field.Name] = field.Value;
        }
    }

    /// <summary>What is wrong.</summary>
    public List<DadiFieldError> Errors { get; } = [];

    /// <summary>Whether a field was sent.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>A field as it was sent; <see langword="null"/> when it was not.</summary>
    public JsonElement? this[string name] => _fields.TryGetValue(name, out var value) ? value : null;

    /// <summary>Refuses all fields but these.</summary>
    public DadiFields Allow(params string[] names)
    {
        Errors.AddRange(_fields.Keys.Except(names, StringComparer.Ordinal).Select(DadiFieldError.NotInSchema));
        return this;
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string name)
    {
        var text = Text(name);
        if (string.IsNullOrEmpty(text) && Errors.TrueForAll(error => error.Field != name))
        {
            Errors.Add(DadiFieldError.Required(name));
        }

        return text ?? "";
    }

    /// <summary>A text; <see langword="null"/> when it was not sent or is none.</summary>
    public string? Text(string name)
    {
        if (this[name] is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is null || text.Contains('\0', StringComparison.Ordinal))
        {
            Errors.Add(DadiFieldError.InvalidValue(name, "must be a text"));
            return null;
        }

        if (text.Length > MaxTextLength)
        {
            Errors.Add(DadiFieldError.TooLong(name));
        }

        return text;
    }

    /// <summary>A name that stands in paths: no control characters, no slash, and no colon, at which HTTP Basic would cut it.</summary>
    public string Name(string field, bool allowColon = false)
    {
        var name = Required(field);
        if (name.Length > MaxNameLength)
        {
            Errors.Add(DadiFieldError.TooLong(field));
        }
        else if (
            name is "." or ".."
            || name.Any(c => char.IsControl(c) || c is '/' or '\\' || (c == ':' && !allowColon))
        )
        {
            Errors.Add(DadiFieldError.InvalidValue(field, "contains characters that are not allowed"));
        }

        return name;
    }

    /// <summary>A new secret.</summary>
    public string? Secret(string name)
    {
        var secret = Text(name);
        if (secret is { Length: 0 } && !Errors.Contains(DadiFieldError.Required(name)))
        {
            Errors.Add(DadiFieldError.Required(name));
        }
        else if (
            secret is { Length: > 0 }
            && !ImportedSecrets.IsAcceptable(secret)
            && !Errors.Contains(DadiFieldError.TooLong(name))
        )
        {
            Errors.Add(DadiFieldError.TooLong(name));
        }

        return secret;
    }

    /// <summary>An address; <see langword="null"/> when it was not sent or is none.</summary>
    public EmailAddress? Email()
    {
        if (this["email"] is not { } value)
        {
            return null;
        }

        var email = value.ValueKind == JsonValueKind.String ? EmailAddress.TryParse(value.GetString()!) : null;
        if (email is null)
        {
            Errors.Add(DadiFieldError.Email);
        }

        return email;
    }

    /// <summary>How far a client's power goes; <see langword="null"/> when it was not sent.</summary>
    public ClientAccessType? AccessType()
    {
        if (this["accessType"] is not { } value)
        {
            return null;
        }

        switch (value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        {
            case "user":
                return ClientAccessType.User;
            case "admin":
                return ClientAccessType.Admin;
            default:
                Errors.Add(DadiFieldError.InvalidValue("accessType", "must be one of admin, user"));
                return null;
        }
    }

    /// <summary>What is kept about a client; <see langword="null"/> when it was not sent.</summary>
    public JsonElement? Data(bool mayProtect)
    {
        if (this["data"] is not { } data)
        {
            return null;
        }

        if (data.ValueKind != JsonValueKind.Object)
        {
            Errors.Add(DadiFieldError.InvalidValue("data", "must be an object"));
            return null;
        }

        if (!mayProtect)
        {
            Errors.AddRange(
                data.EnumerateObject()
                    .Where(member => member.Name.StartsWith('_'))
                    .Select(member => new DadiFieldError(
                        "ERROR_PROTECTED_DATA_FIELD",
                        $"data.{member.Name}",
                        "is a read-only data property"
                    ))
            );
        }

        return data;
    }

    /// <summary>Resources with their matrices; none when they were not sent.</summary>
    public ImmutableArray<ResourceAccess> Resources(ResourceCatalog catalog) =>
        this["resources"] is { } resources ? DadiMatrix.ReadAll(resources, catalog, Errors) : [];

    /// <summary>Names of roles; none when they were not sent.</summary>
    public ImmutableArray<Role> Roles(RoleGraph roles) =>
        this["roles"] is { } names ? ReadRoles(names, roles, Errors) : [];

    /// <summary>Reads an array of names of roles.</summary>
    public static ImmutableArray<Role> ReadRoles(JsonElement? names, RoleGraph roles, List<DadiFieldError> errors)
    {
        if (
            names is not { ValueKind: JsonValueKind.Array } array
            || array.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String)
        )
        {
            errors.Add(new("ERROR_INVALID_VALUE", null, "is not a valid value – expected array of role names"));
            return [];
        }

        var found = ImmutableArray.CreateBuilder<Role>();
        foreach (var name in array.EnumerateArray().Select(name => name.GetString()!).Distinct(StringComparer.Ordinal))
        {
            if (roles.FindByName(name) is { } role)
            {
                found.Add(role);
            }
            else
            {
                errors.Add(DadiFieldError.InvalidRole(name));
            }
        }

        return found.ToImmutable();
    }
}
