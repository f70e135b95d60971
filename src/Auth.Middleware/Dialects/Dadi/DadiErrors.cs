using System.Text.Json;

namespace Auth.Dialects.Dadi;

/// <summary>A numbered error.</summary>
internal sealed record DadiError(int Status, string Code, string Title, string Details);

/// <summary>The numbered errors, and the texts of challenges.</summary>
internal static class DadiErrors
{
    /// <summary>The header by which clients know that they need a new token. The comma behind the scheme is theirs.</summary>
    public const string InvalidTokenChallenge =
        "Bearer, error=\"invalid_token\", error_description=\"Invalid or expired access token\"";

    /// <summary>A header that holds no token.</summary>
    public const string NoTokenChallenge = "Bearer, error=\"no_token\", error_description=\"No access token supplied\"";

    /// <summary>The challenge of the token endpoint.</summary>
    public const string InvalidCredentialsChallenge =
        "Bearer, error=\"invalid_credentials\", error_description=\"Invalid credentials supplied\"";

    public static readonly DadiError Unavailable = new(
        503,
        "API-0004",
        "Database unavailable",
        "The request could not be fulfilled because the database is not available."
    );

    public static readonly DadiError Unauthorised = new(
        401,
        "API-0005",
        "Unauthorised",
        "The request could not be fulfilled because it did not contain a valid bearer token."
    );

    public static readonly DadiError Forbidden = new(
        403,
        "API-0006",
        "Access denied",
        "The bearer token supplied in the request does not have sufficient permissions to perform the operation."
    );

    public static readonly DadiError CurrentSecretMissing = new(
        400,
        "API-0007",
        "Current secret missing",
        "The request could not be fulfilled because it did not contain the current secret of the client."
    );

    public static readonly DadiError CurrentSecretInvalid = new(
        400,
        "API-0008",
        "Current secret not valid",
        "The request could not be fulfilled because the current secret that it contained is not valid."
    );
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Code">The code, such as <c>ERROR_REQUIRED</c>.</param>
/// <param name="Field">The field; <see langword="null"/> for the whole body.</param>
/// <param name="Message">What is wrong, in words that follow the field's name.</param>
internal sealed record DadiFieldError(string Code, string? Field, string Message)
{
    public static DadiFieldError Required(string field) => new("ERROR_REQUIRED", field, "must be specified");

    public static DadiFieldError NotInSchema(string field) =>
        new("ERROR_NOT_IN_SCHEMA", field, "is not part of the schema");

    public static DadiFieldError InvalidRole(string role) => new("ERROR_INVALID_ROLE", role, "is not a valid role");

    public static DadiFieldError InvalidResource(string field) =>
        new("ERROR_INVALID_RESOURCE", field, "is not a valid resource");

    public static DadiFieldError InvalidValue(string field, string message) =>
        new("ERROR_INVALID_VALUE", field, message);

    public static DadiFieldError TooLong(string field) => new("ERROR_MAX_LENGTH", field, "is too long");

    public static DadiFieldError Email { get; } = new("ERROR_REGEX", "email", "must be a valid email address");

    /// <summary>Writes the error; one that a pattern found has its members in another order.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        var isPattern = Code == "ERROR_REGEX";
        writer.WriteStartObject();
        if (!isPattern)
        {
            writer.WriteString("code", Code);
        }

        if (Field is not null)
        {
            writer.WriteString("field", Field);
        }

        writer.WriteString("message", Message);
        if (isPattern)
        {
            writer.WriteString("code", Code);
        }

        writer.WriteEndObject();
    }
}
