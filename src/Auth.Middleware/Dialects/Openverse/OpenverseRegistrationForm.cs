using System.Text.Json;
using Auth.Contacts;
using Auth.Http;
using Auth.Registration;

namespace Auth.Dialects.Openverse;

/// <summary>Checks the fields of a registration and words what is wrong with them, all fields at once.</summary>
internal sealed class OpenverseRegistrationForm
{
    /// <summary>The largest body: 10,000 characters of description, each of up to 12 bytes when it is percent-encoded, and the rest.</summary>
    public const int MaxBodySize = 128 * 1024;

    private const int MaxName = 150;
    private const int MaxDescription = 10_000;

    private OpenverseRegistrationForm(RequestParameters parameters)
    {
        Name = Text(parameters, "name", MaxName);
        if (Name is not null && ClientName.Normalize(Name).Length == 0)
        {
            Name = Add("name", "This field may not be blank.");
        }

        Description = Text(parameters, "description", MaxDescription);
        var email = Text(parameters, "email", EmailAddress.MaxLength);
        Email = email is null ? null : EmailAddress.TryParse(email);
        if (email is not null && Email is null)
        {
            Add("email", "Enter a valid email address.");
        }
    }

    /// <summary>The trimmed name.</summary>
    public string? Name { get; }

    /// <summary>The trimmed description.</summary>
    public string? Description { get; }

    /// <summary>The address.</summary>
    public EmailAddress? Email { get; }

    /// <summary>What is wrong, by field.</summary>
    public Dictionary<string, List<string>> Errors { get; } = new(StringComparer.Ordinal);

    public static OpenverseRegistrationForm Read(RequestParameters parameters) => new(parameters);

    private string? Text(RequestParameters parameters, string field, int maxLength)
    {
        if (parameters[field] is not { } parameter)
        {
            return Add(field, "This field is required.");
        }

        if (parameter.Json is { ValueKind: JsonValueKind.Null })
        {
            return Add(field, "This field may not be null.");
        }

        var text =
            parameter.Text
            ?? (parameter.Json is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : null);
        if (text is null)
        {
            return Add(field, "Not a valid string.");
        }

        text = text.Trim();
        if (text.Length == 0)
        {
            return Add(field, "This field may not be blank.");
        }

        if (text.EnumerateRunes().Count() > maxLength)
        {
            return Add(field, $"Ensure this field has no more than {maxLength} characters.");
        }

        return text.Contains('\0', StringComparison.Ordinal) ? Add(field, "Null characters are not allowed.") : text;
    }

    private string? Add(string field, string error)
    {
        Errors[field] = [error];
        return null;
    }
}
