namespace Auth.Authorization.Requests;

/// <summary>Simple string comparison (RFC 9700 section 2.1), but for the port of a loopback address (RFC 8252 section 7.3).</summary>
internal static class RedirectMatching
{
    private static readonly string[] Loopback = ["http://127.0.0.1", "http://[::1]"];

    /// <summary>Whether a requested URI is the registered one.</summary>
    public static bool IsExact(string registered, string requested) =>
        string.Equals(registered, requested, StringComparison.Ordinal)
        || Array.Exists(
            Loopback,
            host =>
                BehindPort(registered, host) is { } path
                && string.Equals(path, BehindPort(requested, host), StringComparison.Ordinal)
        );

    /// <summary>What follows host and port; <see langword="null"/> when the URI has another host, or user information.</summary>
    private static string? BehindPort(string uri, string host)
    {
        if (!uri.StartsWith(host, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = uri.AsSpan(host.Length);
        if (rest.StartsWith(":"))
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            var length = digits < 0 ? rest.Length - 1 : digits;
            if (length is 0 or > 5)
            {
                return null;
            }

            rest = rest[(1 + length)..];
        }

        return rest.IsEmpty || rest[0] is '/' or '?' ? rest.ToString() : null;
    }
}
