using System.Text.RegularExpressions;

namespace Auth.CommandLine.Import;

/// <summary>Tells secrets in clear from hashes. A hash taken for a secret would let everybody in who has seen the old database, so doubt is an error.</summary>
internal static partial class SecretForm
{
    /// <summary>The choices of <c>--secrets</c>; the first decides row by row.</summary>
    public static string[] All { get; } = ["auto", "plain", "hashed"];

    /// <summary>Decides what a secret is.</summary>
    /// <param name="secret">The text of the file.</param>
    /// <param name="form">One of <see cref="All"/>.</param>
    /// <returns>The field that takes it, or why that cannot be said.</returns>
    public static (string? Field, string? Error) Decide(string secret, string form) =>
        form switch
        {
            "plain" => (ImportFields.Secret, null),
            "hashed" => ("secret_hash", null),
            _ when Hash().IsMatch(secret) => ("secret_hash", null),
            _ when OtherHash().IsMatch(secret) => (
                null,
                "The secret looks like a hash of a kind that cannot be taken over: give the client a new one. If it is the secret itself, say --secrets plain."
            ),
            _ when Hexadecimal().IsMatch(secret) => (
                null,
                "The secret may be a SHA-256 hash or a secret in clear: say --secrets hashed or --secrets plain."
            ),
            _ => (ImportFields.Secret, null),
        };

    /// <summary>Django's PBKDF2, bcrypt.</summary>
    [GeneratedRegex(@"^(pbkdf2_sha256\$|\$2[abxy]\$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hash();

    /// <summary>Anything else with an algorithm in front, and Django's mark of an account without a password.</summary>
    [GeneratedRegex(@"^(\$?[A-Za-z0-9_-]+\$|!)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherHash();

    [GeneratedRegex(
        "^([0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128})$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Hexadecimal();
}
